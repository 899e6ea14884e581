package io.matchline.spice;

import io.matchline.tcam.CaseFields;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The input stage of a sense amplifier: two level-1 transistors without channel-length modulation on one tail current,
/// each with a resistive load.
///
/// @param id name of the case
/// @param tailA tail current, A
/// @param kp KP, A/V²
/// @param lengthM channel length of both, m
/// @param widthM of the transistor at the input and of that at the reference, m
/// @param vtoV their thresholds, V
/// @param loadOhm their loads, Ω
/// @param supplyV what the loads hang on, V
/// @param referenceV gate voltage of the second, V
record DifferentialPair(
    String id,
    double tailA,
    double kp,
    double lengthM,
    double[] widthM,
    double[] vtoV,
    double[] loadOhm,
    double supplyV,
    double referenceV) {
  private static final String NEEDED = "every case needs it";

  static final OperatingPoint SETTINGS = new OperatingPoint(1e-9, Elements.TRANSISTORS);

  /// Gain of the loop that finds the offset; the outputs differ by the offset over it.
  private static final double LOOP_GAIN = 1e5;

  DifferentialPair {
    for (double value : new double[] {tailA, kp, lengthM, widthM[0], widthM[1], loadOhm[0], loadOhm[1], supplyV}) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("tail, kp, length, widths, loads and supply must all be above 0");
      }
    }
    double lowestDrainV = supplyV - tailA * loadOhm[0] * loadOhm[1] / (loadOhm[0] + loadOhm[1]);
    if (lowestDrainV < referenceV - vtoV[1]) {
      throw new IllegalArgumentException(
          "reference_v = %s V drives the pair out of saturation, its outputs meet at %s V".formatted(referenceV, lowestDrainV));
    }
  }

  /// @throws InvalidInputException with every problem of the file
  static List<DifferentialPair> read(Path path) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, Arrays.stream(PairColumn.values()).map(PairColumn::key).toList(), problems);
    List<DifferentialPair> pairs = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      of(new CaseFields(table, row, problems)).ifPresent(pairs::add);
    }
    if (table.rows().isEmpty() && problems.isEmpty()) {
      problems.add(table.file(), "the file has a header and no case");
    }
    problems.throwIfAny();
    return pairs;
  }

  private static Optional<DifferentialPair> of(CaseFields fields) {
    double[] value = new double[PairColumn.values().length];
    for (PairColumn column : PairColumn.values()) {
      value[column.ordinal()] = column == PairColumn.ID ? 0 : fields.needed(column, NEEDED);
    }
    if (!fields.sound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DifferentialPair(
              fields.text(PairColumn.ID),
              value[PairColumn.TAIL_A.ordinal()],
              value[PairColumn.KP_A_PER_V2.ordinal()],
              value[PairColumn.LENGTH_M.ordinal()],
              new double[] {value[PairColumn.WIDTH1_M.ordinal()], value[PairColumn.WIDTH2_M.ordinal()]},
              new double[] {value[PairColumn.VTO1_V.ordinal()], value[PairColumn.VTO2_V.ordinal()]},
              new double[] {value[PairColumn.LOAD1_OHM.ordinal()], value[PairColumn.LOAD2_OHM.ordinal()]},
              value[PairColumn.SUPPLY_V.ordinal()],
              value[PairColumn.REFERENCE_V.ordinal()]));
    } catch (IllegalArgumentException e) {
      fields.fault("%s", e.getMessage());
      return Optional.empty();
    }
  }

  /// The offset, a voltage of a state that does not change after its start.
  Point point() {
    return new Point(id, Quantity.VOLTAGE_V, "0.0");
  }

  /// The input above the reference at which the outputs are equal, V:
  /// VTO₁ − VTO₂ + √(2 I₁/β₁) − √(2 I₂/β₂) with R₁ I₁ = R₂ I₂ and β = KP·W/L.
  double offsetV() {
    double loads = loadOhm[0] + loadOhm[1];
    return vtoV[0] - vtoV[1] + overdriveV(0, tailA * loadOhm[1] / loads) - overdriveV(1, tailA * loadOhm[0] / loads);
  }

  private double overdriveV(int transistor, double currentA) {
    return Math.sqrt(2 * currentA * lengthM / (kp * widthM[transistor]));
  }

  /// The pair in a loop that moves the input until the outputs are equal.
  ///
  /// @param gain of the loop over the standard one
  Netlist<OperatingPoint> netlist(double gain) {
    String deck = String.join(
        "\n",
        "* Matchline: the input stage of a sense amplifier, its input moved until the outputs are equal",
        "Vdd vdd 0 " + supplyV,
        "Vref ref 0 " + referenceV,
        "Eloop offset 0 out1 out2 " + gain * LOOP_GAIN,
        "Ein in ref offset 0 1",
        "R1 vdd out1 " + loadOhm[0],
        "R2 vdd out2 " + loadOhm[1],
        transistor(0, "in"),
        transistor(1, "ref"),
        "Itail tail 0 " + tailA);
    return Netlist.of(deck + "\n", List.of(new Probe("v(offset)", 0)), SETTINGS);
  }

  private String transistor(int k, String gate) {
    int n = k + 1;
    return "M%d out%d %s tail tail m%d w=%s l=%s\n.model m%d nmos level=1 vto=%s kp=%s"
        .formatted(n, n, gate, n, widthM[k], lengthM, n, vtoV[k], kp);
  }
}
