package io.matchline.tcam;

import static io.matchline.tcam.CellCurves.MATCH;
import static io.matchline.tcam.CellCurves.MISMATCH;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.device.MonotoneCurve;
import io.matchline.kernel.CellRise;
import io.matchline.kernel.CellTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// How the cells of a line get to their table from t = 0 on, while the search lines rise.
///
/// @param curves what SPICE says of one cell
/// @param durationS how long the rise takes, > 0 s
/// @param mismatchC charge that the rise couples into the line at a mismatching cell besides what the curves say, C
/// @param matchC the same at a matching cell
public record CellRising(RiseCurves curves, double durationS, double mismatchC, double matchC) {
  /// Where the first stage of the kernel's steps ends, and the weights with which a step adds up a current: at its start,
  /// there, and at its end.
  private static final double STAGE = 2 - Math.sqrt(2);

  private static final double OUTER = Math.sqrt(2) / 4;
  private static final double LAST = 1 - Math.sqrt(0.5);

  /// What the kernel is given: the cell's table on the scale of the charges, and the rise.
  record Tables(CellTable table, CellRise rise) {}

  /// @param startV the line's voltage at t = 0, V
  Tables tables(Arena arena, CellCurves cell, double startV) {
    CellTable full = cell.table(arena);
    int points = full.points();
    int steps = curves.steps();
    MemorySegment start = arena.allocate(JAVA_DOUBLE, 2);
    MemorySegment value = arena.allocate(JAVA_DOUBLE, 8L * steps * points);
    for (byte state : new byte[] {MATCH, MISMATCH}) {
      start.setAtIndex(JAVA_DOUBLE, state, chargeC(0, state, startV));
      align(full, state, startV);
      for (int step = 0; step < steps; step++) {
        fill(value, (4L * step + state) * points, points, stage(step, state, points));
        fill(value, (4L * step + 2 + state) * points, points, end(step, state, points));
      }
    }
    return new Tables(full, new CellRise(steps, 2, points, durationS, value, start));
  }

  private static void fill(MemorySegment value, long first, int points, double[][] pairs) {
    for (int k = 0; k < points; k++) {
      value.setAtIndex(JAVA_DOUBLE, 2 * (first + k), pairs[0][k]);
      value.setAtIndex(JAVA_DOUBLE, 2 * (first + k) + 1, pairs[1][k]);
    }
  }

  private List<Double> amperes(int moment, byte state) {
    RiseCurves.Moment m = curves.moments().get(moment);
    return state == MATCH ? m.matchA() : m.mismatchA();
  }

  private List<Double> coulombs(int moment, byte state) {
    RiseCurves.Moment m = curves.moments().get(moment);
    return state == MATCH ? m.matchC() : m.mismatchC();
  }

  private double[] sampled(List<Double> numbers, int points) {
    return RiseCurves.sampled(curves.voltV(), numbers, points);
  }

  /// What has been coupled in besides, at a share of the rise; it lowers the charge that the cell holds at a voltage.
  private double besidesC(double share, byte state) {
    return share * (state == MATCH ? matchC : mismatchC);
  }

  private double chargeC(int moment, byte state, double volt) {
    MonotoneCurve curve =
        new MonotoneCurve(CellCurves.array(curves.voltV()), CellCurves.array(coulombs(moment, state)));
    return curve.value(volt) - besidesC(moment / (2.0 * curves.steps()), state);
  }

  /// Brings the charges of the cell's table to the scale of the rise.
  private void align(CellTable full, byte state, double startV) {
    double u = (startV - full.lowV()) / full.stepV();
    int k = (int) Math.clamp(u, 0, full.points() - 2);
    long at = 2L * (state * full.points() + k) + 1;
    double low = full.value().getAtIndex(JAVA_DOUBLE, at);
    double high = full.value().getAtIndex(JAVA_DOUBLE, at + 2);
    double shift = chargeC(2 * curves.steps(), state, startV) - (low + (u - k) * (high - low));
    for (int point = 0; point < full.points(); point++) {
      long to = 2L * (state * full.points() + point) + 1;
      full.value().setAtIndex(JAVA_DOUBLE, to, full.value().getAtIndex(JAVA_DOUBLE, to) + shift);
    }
  }

  /// Current and charge at the end of a step.
  private double[][] end(int step, byte state, int points) {
    double[] charge = sampled(coulombs(2 * step + 2, state), points);
    double besides = besidesC((step + 1.0) / curves.steps(), state);
    for (int k = 0; k < points; k++) {
      charge[k] -= besides;
    }
    return new double[][] {sampled(amperes(2 * step + 2, state), points), charge};
  }

  /// Current and charge at the end of the first stage of a step: the current with which the step adds up to what Simpson's
  /// rule gives, the charge on the parabola through the three moments.
  private double[][] stage(int step, byte state, int points) {
    double[][] i = new double[3][];
    double[][] q = new double[3][];
    for (int m = 0; m < 3; m++) {
      i[m] = sampled(amperes(2 * step + m, state), points);
      q[m] = sampled(coulombs(2 * step + m, state), points);
    }
    double besides = besidesC((step + STAGE) / curves.steps(), state);
    double[][] pairs = new double[2][points];
    for (int k = 0; k < points; k++) {
      double mean = (i[0][k] + 4 * i[1][k] + i[2][k]) / 6;
      pairs[0][k] = (mean - OUTER * i[0][k] - LAST * i[2][k]) / OUTER;
      pairs[1][k] = q[0][k] * (1 - STAGE) * (1 - 2 * STAGE) + q[1][k] * 4 * STAGE * (1 - STAGE)
          + q[2][k] * STAGE * (2 * STAGE - 1) - besides;
    }
    return pairs;
  }
}
