package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Terminals of a crossbar that step from 0 V at t = 0, when every node is at 0 V: `ml_crossbar_step` of
/// `matchline.h`. A NULL segment of voltages is 0 V everywhere.
///
/// @param vectors independent vectors, ≥ 1
/// @param times at which currents are wanted, 1 … 65,536
/// @param maxIterations ≥ 0
/// @param tolerance of the column currents over the largest current through the cells of a line, 1e-14 … 1e-2
/// @param rowCapacitanceF of every row node to ground, ≥ 0 F
/// @param columnCapacitanceF of every column node to ground, ≥ 0 F
/// @param rowV `[vectors][rows]` V at the terminals of the rows
/// @param columnV `[vectors][columns]` V at the terminals of the columns
/// @param time `[times]` s after the step, ≥ 0
public record CrossbarStep(
    int vectors,
    int times,
    int maxIterations,
    double tolerance,
    double rowCapacitanceF,
    double columnCapacitanceF,
    MemorySegment rowV,
    MemorySegment columnV,
    MemorySegment time) {
  public static final int MAX_TIMES = 65_536;

  public CrossbarStep {
    require(vectors >= 1, "vectors = %d is below 1", vectors);
    require(times >= 1 && times <= MAX_TIMES, "times = %d is outside 1 … %d", times, MAX_TIMES);
    require(maxIterations >= 0, "maxIterations = %d is below 0", maxIterations);
    require(
        tolerance >= CrossbarDrive.MIN_TOLERANCE && tolerance <= CrossbarDrive.MAX_TOLERANCE,
        "tolerance = %s is outside %s … %s",
        tolerance,
        CrossbarDrive.MIN_TOLERANCE,
        CrossbarDrive.MAX_TOLERANCE);
    nonNegative("rowCapacitanceF", rowCapacitanceF);
    nonNegative("columnCapacitanceF", columnCapacitanceF);
    requireSize(time, "time", times, Double.BYTES);
  }

  /// One job per vector and time; job `time · vectors + vector`.
  public long jobs() {
    return (long) vectors * times;
  }

  private static void nonNegative(String name, double farad) {
    require(farad >= 0 && Double.isFinite(farad), "%s = %s F is not a finite number of at least 0", name, farad);
  }
}
