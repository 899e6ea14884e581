package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// How cells get to their table while the search lines rise: `ml_cell_rise` of `matchline.h`. In equal steps from t = 0 on,
/// each with a table for the end of its first stage, at 2 − √2 of it, and one for its own.
///
/// @param steps 1 … 64
/// @param states as of the table
/// @param points as of the table
/// @param durationS > 0 s; afterwards cells are as in their table
/// @param value `[steps][2][states][points][2]` current to ground in A and charge in C; finite, the charge rises
/// @param startC `[states]` charge on a cell's node at t = 0, on the scale of the tables, finite, C
public record CellRise(
    int steps, int states, int points, double durationS, MemorySegment value, MemorySegment startC) {
  public static final int MAX_STEPS = 64;

  public CellRise {
    require(steps >= 1 && steps <= MAX_STEPS, "steps = %d is outside 1 … %d", steps, MAX_STEPS);
    require(durationS > 0 && Double.isFinite(durationS), "durationS = %s s is not a finite number above 0", durationS);
    requireSize(value, "value", 4L * steps * states * points, Double.BYTES);
    requireSize(startC, "startC", states, Double.BYTES);
    for (int s = 0; s < states; s++) {
      double coulomb = startC.getAtIndex(JAVA_DOUBLE_UNALIGNED, s);
      require(Double.isFinite(coulomb), "charge of state %d at t = 0 is %s C, not finite", s, coulomb);
    }
    for (int s = 0; s < 2 * steps * states; s++) {
      CellTable.checkState(points, value, s);
    }
  }
}
