package io.matchline.tcam;

import static io.matchline.tcam.CellCurves.MATCH;
import static io.matchline.tcam.CellCurves.MISMATCH;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.device.MonotoneCurve;
import io.matchline.kernel.CellStack;
import io.matchline.kernel.CellTable;
import io.matchline.unit.InvalidInputException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/// A node inside a cell, between the transistor at the match line and the one to ground, as SPICE gives it.
///
/// @param node current from the node to ground and capacitance of the node, over the node's voltage
/// @param matchLineF capacitance of a matching cell on the line, over the line's voltage, at the voltages of `node`, F
/// @param mismatchLineF the same of a mismatching cell
/// @param upper current from the line into the node
public record StackCurves(CellCurves node, List<Double> matchLineF, List<Double> mismatchLineF, UpperCurrents upper) {
  /// Points of the tables that the kernel is given: 1,025 would not stay in the nearest cache beside those of the currents.
  static final int POINTS = 257;

  private static final int STEPS_BACK = 200;
  private static final double SLOPE_V = 1e-3;

  private static final List<String> COLUMNS =
      List.of(
          "V",
          "I_node_mismatch_A",
          "I_node_match_A",
          "C_node_mismatch_F",
          "C_node_match_F",
          "C_line_mismatch_F",
          "C_line_match_F");

  public StackCurves {
    matchLineF = List.copyOf(matchLineF);
    mismatchLineF = List.copyOf(mismatchLineF);
  }

  /// Reads a table with the columns `V, I_node_mismatch_A, I_node_match_A, C_node_mismatch_F, C_node_match_F,
  /// C_line_mismatch_F, C_line_match_F` and one of the {@link UpperCurrents}.
  ///
  /// @throws InvalidInputException with every problem of the file at fault
  public static StackCurves read(Path stack, Path currents) {
    List<List<Double>> c = CellCurves.columns(stack, COLUMNS);
    CellCurves node = new CellCurves(c.get(0), c.get(2), c.get(1), c.get(4), c.get(3));
    return new StackCurves(node, c.get(6), c.get(5), UpperCurrents.read(currents));
  }

  /// The first file as {@link #read} takes it, every number with all its digits.
  public String text() {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\n");
    for (int k = 0; k < node.voltV().size(); k++) {
      text.append(node.voltV().get(k)).append(',').append(node.mismatchA().get(k)).append(',');
      text.append(node.matchA().get(k)).append(',').append(node.mismatchF().get(k)).append(',');
      text.append(node.matchF().get(k)).append(',').append(mismatchLineF.get(k)).append(',');
      text.append(matchLineF.get(k)).append("\n");
    }
    return text.toString();
  }

  /// The voltage that the node of a matching cell had some time before, on a line that stayed at its voltage, V.
  ///
  /// @param nodeV its voltage now, V
  /// @param lineV the line's, V
  /// @param seconds how long before, ≥ 0 s
  public double matchBefore(double nodeV, double lineV, double seconds) {
    MonotoneCurve farad = new MonotoneCurve(CellCurves.array(node.voltV()), charges());
    double h = seconds / STEPS_BACK;
    double x = nodeV;
    for (int k = 0; k < STEPS_BACK; k++) {
      double rise = (farad.value(x + SLOPE_V) - farad.value(x - SLOPE_V)) / (2 * SLOPE_V);
      x = Math.max(0, x - h * upper.at(lineV, x) / rise);
    }
    return x;
  }

  private double[] charges() {
    double[] charge = new double[node.voltV().size()];
    for (int k = 1; k < charge.length; k++) {
      double dv = node.voltV().get(k) - node.voltV().get(k - 1);
      charge[k] = charge[k - 1] + dv * (node.matchF().get(k) + node.matchF().get(k - 1)) / 2;
    }
    return charge;
  }

  /// Whether the tables over the line's voltage have the range of the cell's, which the kernel needs.
  boolean covers(CellCurves cell) {
    double low = cell.voltV().getFirst();
    double high = cell.voltV().getLast();
    return List.of(node.voltV(), upper.lineV()).stream()
        .allMatch(volts -> volts.getFirst() == low && volts.getLast() == high);
  }

  /// The kernel's tables beside a cell table of {@link #POINTS}.
  CellStack stack(Arena arena, double mismatchV, double matchV) {
    CellTable lower = node.table(arena, POINTS);
    List<Double> none = Collections.nCopies(node.voltV().size(), 0.0);
    CellTable line = new CellCurves(node.voltV(), none, none, matchLineF, mismatchLineF).table(arena, POINTS);
    MemorySegment charge = arena.allocate(JAVA_DOUBLE, 2L * POINTS);
    for (int k = 0; k < 2 * POINTS; k++) {
      charge.setAtIndex(JAVA_DOUBLE, k, line.value().getAtIndex(JAVA_DOUBLE, 2L * k + 1));
    }
    MemorySegment start = arena.allocate(JAVA_DOUBLE, 2);
    start.setAtIndex(JAVA_DOUBLE, MATCH, matchV);
    start.setAtIndex(JAVA_DOUBLE, MISMATCH, mismatchV);
    MemorySegment currents = upper.grid(arena, 2);
    return new CellStack(
        2,
        POINTS,
        UpperCurrents.LINE_POINTS,
        UpperCurrents.NODE_POINTS,
        upper.nodeV().getFirst(),
        upper.nodeStepV(),
        currents,
        charge,
        lower.value(),
        start);
  }
}
