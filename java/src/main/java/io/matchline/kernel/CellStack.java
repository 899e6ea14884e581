package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The node inside every cell between the two transistors of its path to ground: `ml_cell_stack` of
/// `matchline.h`.
///
/// @param states those of the cell table
/// @param points those of the cell table
/// @param linePoints voltages of the line, equally spaced over the cell table's range, 2 … 65,536
/// @param nodePoints voltages of the node, 2 … 65,536; states · linePoints · nodePoints at most 2²⁴
/// @param nodeLowV the first of them, V
/// @param nodeStepV between them, > 0 V
/// @param upper `[states][linePoints][nodePoints]` A from the line into the node, finite
/// @param lineCharge `[states][points]` C on the line, finite, rising
/// @param lower `[states][points][2]` A from the node to ground and C on the node; finite, the charge rises
/// @param startV `[states]` V of the node at first, finite
public record CellStack(
    int states,
    int points,
    int linePoints,
    int nodePoints,
    double nodeLowV,
    double nodeStepV,
    MemorySegment upper,
    MemorySegment lineCharge,
    MemorySegment lower,
    MemorySegment startV) {
  private static final int MAX_SIZE = 1 << 24;

  public CellStack {
    int max = CellTable.MAX_POINTS;
    require(linePoints >= 2 && linePoints <= max, "linePoints = %d is outside 2 … %d", linePoints, max);
    require(nodePoints >= 2 && nodePoints <= max, "nodePoints = %d is outside 2 … %d", nodePoints, max);
    require(Double.isFinite(nodeLowV), "nodeLowV = %s V is not finite", nodeLowV);
    require(nodeStepV > 0 && Double.isFinite(nodeStepV), "nodeStepV = %s V is not a finite number above 0", nodeStepV);
    long grid = (long) states * linePoints * nodePoints;
    require(grid <= MAX_SIZE, "%d states of %d x %d points are more than 2^24", states, linePoints, nodePoints);
    requireSize(upper, "upper", grid, Double.BYTES);
    requireSize(lineCharge, "lineCharge", (long) states * points, Double.BYTES);
    requireSize(lower, "lower", 2L * states * points, Double.BYTES);
    requireSize(startV, "startV", states, Double.BYTES);
    for (long i = 0; i < grid; i++) {
      requireFinite(upper, i, "upper");
    }
    for (int s = 0; s < states; s++) {
      requireFinite(startV, s, "startV");
      checkState(points, lineCharge, lower, s);
    }
  }

  private static void requireFinite(MemorySegment numbers, long index, String name) {
    double number = numbers.getAtIndex(JAVA_DOUBLE_UNALIGNED, index);
    require(Double.isFinite(number), "%s %d = %s is not finite", name, index, number);
  }

  private static void checkState(int points, MemorySegment lineCharge, MemorySegment lower, int state) {
    double line = Double.NEGATIVE_INFINITY;
    double node = line;
    for (int k = 0; k < points; k++) {
      long at = (long) state * points + k;
      requireFinite(lower, 2 * at, "lower");
      line = CellTable.requireRise(
          lineCharge.getAtIndex(JAVA_DOUBLE_UNALIGNED, at), line, "charge on the line", state, k);
      node = CellTable.requireRise(
          lower.getAtIndex(JAVA_DOUBLE_UNALIGNED, 2 * at + 1), node, "charge on the node", state, k);
    }
  }
}
