package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.device.MonotoneCurve;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Current from a match line through the transistor beside it into the node inside a cell, over both voltages.
///
/// @param lineV ascending, three or more, V
/// @param nodeV ascending, three or more, V
/// @param ampere for every voltage of the line, for every voltage of the node, A
public record UpperCurrents(List<Double> lineV, List<Double> nodeV, List<Double> ampere) {
  /// Points of the kernel's grid.
  static final int LINE_POINTS = 33;

  static final int NODE_POINTS = 65;

  private static final List<String> COLUMNS = List.of("V", "node_V", "I_A");
  private static final int MIN_POINTS = 3;

  public UpperCurrents {
    lineV = List.copyOf(lineV);
    nodeV = List.copyOf(nodeV);
    ampere = List.copyOf(ampere);
  }

  /// Reads a table with the columns `V, node_V, I_A`: every voltage of the node for the first voltage of the line, then
  /// the same for the next.
  ///
  /// @throws InvalidInputException with every problem of the file
  static UpperCurrents read(Path path) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, COLUMNS, problems);
    COLUMNS.stream().filter(c -> !table.has(c)).forEach(c -> problems.add(table.file(), "no column %s", c));
    problems.throwIfAny();
    List<double[]> rows = table.rows().stream().map(row -> row(table, row, problems)).toList();
    problems.throwIfAny();
    List<Double> lineV = rows.stream().map(row -> row[0]).distinct().toList();
    List<Double> nodeV = rows.stream().map(row -> row[1]).distinct().toList();
    if (lineV.size() < MIN_POINTS || nodeV.size() < MIN_POINTS || !isGrid(rows, lineV, nodeV)) {
      throw new InvalidInputException(
          "%s: V and node_V are not a grid of at least %d rising voltages each, node_V running first"
              .formatted(table.file(), MIN_POINTS));
    }
    return new UpperCurrents(lineV, nodeV, rows.stream().map(row -> row[2]).toList());
  }

  private static double[] row(CsvTable table, CsvTable.Row row, Problems problems) {
    return COLUMNS.stream().mapToDouble(column -> {
      double number = CellCurves.number(table.field(row, column));
      if (!Double.isFinite(number)) {
        problems.add(table.place(row), "%s = %s is not a finite number", column, table.field(row, column));
      }
      return number;
    }).toArray();
  }

  private static boolean isGrid(List<double[]> rows, List<Double> lineV, List<Double> nodeV) {
    if (rows.size() != lineV.size() * nodeV.size() || !rises(lineV) || !rises(nodeV)) {
      return false;
    }
    for (int k = 0; k < rows.size(); k++) {
      if (rows.get(k)[0] != lineV.get(k / nodeV.size()) || rows.get(k)[1] != nodeV.get(k % nodeV.size())) {
        return false;
      }
    }
    return true;
  }

  private static boolean rises(List<Double> volts) {
    return volts.stream().sorted().toList().equals(volts);
  }

  /// The file as {@link #read} takes it, every number with all its digits.
  public String text() {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\n");
    for (int k = 0; k < ampere.size(); k++) {
      text.append(lineV.get(k / nodeV.size())).append(',').append(nodeV.get(k % nodeV.size())).append(',');
      text.append(ampere.get(k)).append("\n");
    }
    return text.toString();
  }

  /// The current at two voltages, between the points by straight pieces, A.
  double at(double line, double node) {
    int i = piece(lineV, line);
    int j = piece(nodeV, node);
    double share = (line - lineV.get(i)) / (lineV.get(i + 1) - lineV.get(i));
    double below = overNode(i, j, node);
    return below + share * (overNode(i + 1, j, node) - below);
  }

  private double overNode(int i, int j, double node) {
    double first = ampere.get(i * nodeV.size() + j);
    double next = ampere.get(i * nodeV.size() + j + 1);
    return first + (next - first) * (node - nodeV.get(j)) / (nodeV.get(j + 1) - nodeV.get(j));
  }

  private static int piece(List<Double> volts, double volt) {
    int k = 0;
    while (k < volts.size() - 2 && volts.get(k + 1) <= volt) {
      k++;
    }
    return k;
  }

  /// Between the node's voltages of the kernel's grid, V.
  double nodeStepV() {
    return (nodeV.getLast() - nodeV.getFirst()) / (NODE_POINTS - 1);
  }

  /// The kernel's grid, once for every state: curves over the node's voltage, then over the line's, monotone where the
  /// points are.
  MemorySegment grid(Arena arena, int states) {
    double[][] overNode = new double[lineV.size()][];
    for (int i = 0; i < lineV.size(); i++) {
      double[] row = CellCurves.array(ampere.subList(i * nodeV.size(), (i + 1) * nodeV.size()));
      overNode[i] = resampled(CellCurves.array(nodeV), row, NODE_POINTS);
    }
    MemorySegment grid = arena.allocate(JAVA_DOUBLE, (long) states * LINE_POINTS * NODE_POINTS);
    for (int j = 0; j < NODE_POINTS; j++) {
      int column = j;
      double[] values = Arrays.stream(overNode).mapToDouble(row -> row[column]).toArray();
      double[] overLine = resampled(CellCurves.array(lineV), values, LINE_POINTS);
      for (int k = 0; k < states * LINE_POINTS; k++) {
        grid.setAtIndex(JAVA_DOUBLE, (long) k * NODE_POINTS + j, overLine[k % LINE_POINTS]);
      }
    }
    return grid;
  }

  private static double[] resampled(double[] x, double[] y, int points) {
    double sign = y[y.length - 1] < y[0] ? -1 : 1;
    double[] rising = y.clone();
    for (int k = 0; k < y.length; k++) {
      rising[k] = k == 0 ? sign * y[k] : Math.max(sign * y[k], rising[k - 1]);
    }
    MonotoneCurve curve = new MonotoneCurve(x, rising);
    double[] values = new double[points];
    double low = x[0];
    double step = (x[x.length - 1] - low) / (points - 1);
    for (int k = 0; k < points; k++) {
      values[k] = sign * curve.value(low + k * step);
    }
    return values;
  }
}
