package io.matchline.spice;

import io.matchline.device.FilamentGrowth;
import io.matchline.tcam.CaseFields;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A resistive cell under a train of pulses, each followed by a rest and a read. Rest, read and the rest after it last as
/// long as a pulse or {@value #REST_S} s, whichever is longer, so that the cell has cooled.
///
/// @param id name of the case
/// @param startM thickness of the filament before the first pulse, m
/// @param pulsesV voltages of the pulses, V
/// @param widthS flat part of a pulse, s
/// @param edgeS each rise and fall, s
/// @param readV voltage of a read, V
record PulseCase(String id, double startM, List<Double> pulsesV, double widthS, double edgeS, double readV) {
  private static final double REST_S = 5e-9;
  private static final int MAX_PULSES = 100;
  private static final double MAX_S = 1e-3;
  private static final String NEEDED = "every case needs it";

  PulseCase {
    pulsesV = List.copyOf(pulsesV);
    FilamentGrowth.SKY130.cold(startM);
    if (pulsesV.isEmpty()) {
      throw new IllegalArgumentException("pulses_v is empty; a case needs a pulse");
    }
    if (!(widthS > 0 && widthS <= MAX_S && edgeS > 0 && edgeS <= MAX_S)) {
      throw new IllegalArgumentException(
          "width_s = %s s and edge_s = %s s are not both above 0 s and at most %s s".formatted(widthS, edgeS, MAX_S));
    }
    if (readV == 0) {
      throw new IllegalArgumentException("read_v = 0 V reads no current");
    }
  }

  /// @throws InvalidInputException with every problem of the file
  static List<PulseCase> read(Path path) {
    Problems problems = new Problems();
    CsvTable table =
        CsvTable.read(path, Arrays.stream(PulseColumn.values()).map(PulseColumn::key).toList(), problems);
    List<PulseCase> cases = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      of(new CaseFields(table, row, problems)).ifPresent(cases::add);
    }
    if (table.rows().isEmpty() && problems.isEmpty()) {
      problems.add(table.file(), "the file has a header and no case");
    }
    problems.throwIfAny();
    return cases;
  }

  private static Optional<PulseCase> of(CaseFields fields) {
    double startM = fields.needed(PulseColumn.START_M, NEEDED);
    List<Double> pulsesV = fields.numbers(PulseColumn.PULSES_V, MAX_PULSES);
    double widthS = fields.needed(PulseColumn.WIDTH_S, NEEDED);
    double edgeS = fields.needed(PulseColumn.EDGE_S, NEEDED);
    double readV = fields.needed(PulseColumn.READ_V, NEEDED);
    if (!fields.sound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PulseCase(fields.text(PulseColumn.ID), startM, pulsesV, widthS, edgeS, readV));
    } catch (IllegalArgumentException e) {
      fields.fault("%s", e.getMessage());
      return Optional.empty();
    }
  }

  private double restS() {
    return Math.max(REST_S, widthS);
  }

  private double periodS() {
    return 4 * edgeS + widthS + 3 * restS();
  }

  double endS() {
    return pulsesV.size() * periodS();
  }

  /// The middle of the read after a pulse, s.
  double readS(int pulse) {
    return pulse * periodS() + 3 * edgeS + widthS + 1.5 * restS();
  }

  /// Times of the corners of the voltage, rising, s.
  double[] cornersS() {
    return corners()[0];
  }

  /// Times (s) and voltages (V) of the corners.
  private double[][] corners() {
    double[][] corners = new double[2][1 + 8 * pulsesV.size()];
    int next = 1;
    for (int p = 0; p < pulsesV.size(); p++) {
      double[] lengthS = {edgeS, widthS, edgeS, restS(), edgeS, restS(), edgeS, restS()};
      double[] endV = {pulsesV.get(p), pulsesV.get(p), 0, 0, readV, readV, 0, 0};
      for (int k = 0; k < lengthS.length; k++, next++) {
        corners[0][next] = corners[0][next - 1] + lengthS[k];
        corners[1][next] = endV[k];
      }
    }
    return corners;
  }

  /// The voltage across the cell, V.
  double voltageV(double timeS) {
    double[][] corners = corners();
    int next = Arrays.binarySearch(corners[0], timeS);
    if (next >= 0) {
      return corners[1][next];
    }
    next = -next - 1;
    if (next == corners[0].length) {
      return 0;
    }
    double share = (timeS - corners[0][next - 1]) / (corners[0][next] - corners[0][next - 1]);
    return corners[1][next - 1] + share * (corners[1][next] - corners[1][next - 1]);
  }

  /// The source as ngspice has it: `pwl(t v t v …)`.
  String source() {
    double[][] corners = corners();
    StringBuilder text = new StringBuilder("pwl(");
    for (int k = 0; k < corners[0].length; k++) {
      text.append(k == 0 ? "" : " ").append(corners[0][k]).append(" ").append(corners[1][k]);
    }
    return text.append(")").toString();
  }

  /// The current of each read.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int p = 0; p < pulsesV.size(); p++) {
      points.add(new Point(id, Quantity.CURRENT_A, "read " + (p + 1)));
    }
    return points;
  }
}
