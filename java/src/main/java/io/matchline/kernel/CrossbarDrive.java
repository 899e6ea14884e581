package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

import java.lang.foreign.MemorySegment;

/// What drives a crossbar: `ml_crossbar_drive` of `matchline.h`. A NULL segment is zero everywhere.
///
/// @param vectors independent vectors, ≥ 1
/// @param warm start from the column voltages of the result
/// @param maxIterations ≥ 0
/// @param tolerance of the column currents over the largest terminal current, 1e-14 … 1e-2
/// @param rowV `[vectors][rows]` V at the terminals of the rows
/// @param columnV `[vectors][columns]` V at the terminals of the columns
/// @param cellA `[vectors][rows][columns]` A from row node to column node besides the conductance's current
public record CrossbarDrive(
    int vectors,
    boolean warm,
    int maxIterations,
    double tolerance,
    MemorySegment rowV,
    MemorySegment columnV,
    MemorySegment cellA) {
  public static final double MIN_TOLERANCE = 1e-14;
  public static final double MAX_TOLERANCE = 1e-2;

  public CrossbarDrive {
    require(vectors >= 1, "vectors = %d is below 1", vectors);
    require(maxIterations >= 0, "maxIterations = %d is below 0", maxIterations);
    require(
        tolerance >= MIN_TOLERANCE && tolerance <= MAX_TOLERANCE,
        "tolerance = %s is outside %s … %s",
        tolerance,
        MIN_TOLERANCE,
        MAX_TOLERANCE);
  }
}
