package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// What cells in different states conduct and store over the line's voltage: `ml_cell_table` of `matchline.h`.
///
/// Piecewise linear between the points; the outer pieces go on beyond the ends.
///
/// @param states 1 … 256
/// @param points 2 … 65,536; states · points at most 2²⁴
/// @param lowV voltage of the first point
/// @param stepV between points, > 0 V
/// @param value `[states][points][2]` current to ground in A and charge in C; finite, the charge rises
public record CellTable(int states, int points, double lowV, double stepV, MemorySegment value) {
  public static final int MAX_STATES = 256;
  public static final int MAX_POINTS = 65_536;
  private static final int MAX_SIZE = 1 << 24;

  public CellTable {
    require(states >= 1 && states <= MAX_STATES, "states = %d is outside 1 … %d", states, MAX_STATES);
    require(points >= 2 && points <= MAX_POINTS, "points = %d is outside 2 … %d", points, MAX_POINTS);
    require((long) states * points <= MAX_SIZE, "%d states of %d points are more than 2^24 points", states, points);
    require(Double.isFinite(lowV), "lowV = %s V is not finite", lowV);
    require(stepV > 0 && Double.isFinite(stepV), "stepV = %s V is not a finite number above 0", stepV);
    requireSize(value, "value", 2L * states * points, Double.BYTES);
    for (int s = 0; s < states; s++) {
      checkState(points, value, s);
    }
  }

  static void checkState(int points, MemorySegment value, int state) {
    double before = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < points; k++) {
      long at = 2 * ((long) state * points + k);
      double ampere = value.getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
      require(Double.isFinite(ampere), "current of state %d at point %d = %s A is not finite", state, k, ampere);
      before = requireRise(value.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + 1), before, "charge", state, k);
    }
  }

  /// A charge that is finite and above the one before.
  static double requireRise(double coulomb, double before, String name, int state, int point) {
    require(
        coulomb > before && Double.isFinite(coulomb),
        "%s of state %d at point %d = %s C does not rise to a finite number",
        name,
        state,
        point,
        coulomb);
    return coulomb;
  }
}
