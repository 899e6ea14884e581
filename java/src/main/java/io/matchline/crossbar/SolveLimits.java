package io.matchline.crossbar;

import io.matchline.kernel.CrossbarDrive;

/// How exact a solution must be, and how long it may take.
///
/// @param tolerance bound on the error of the column currents over the largest terminal current, 1e-14 … 1e-2
/// @param maxIterations most iterations for one vector, 1 or more
public record SolveLimits(double tolerance, int maxIterations) {
  public static final double MIN_TOLERANCE = CrossbarDrive.MIN_TOLERANCE;
  public static final double MAX_TOLERANCE = CrossbarDrive.MAX_TOLERANCE;

  /// Within 1e-9.
  public static final SolveLimits STANDARD = new SolveLimits(1e-9, 10_000);

  public SolveLimits {
    if (!(tolerance >= MIN_TOLERANCE && tolerance <= MAX_TOLERANCE)) {
      throw new IllegalArgumentException(
          "tolerance = %s is outside %s … %s".formatted(tolerance, MIN_TOLERANCE, MAX_TOLERANCE));
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("maxIterations = %d is below 1".formatted(maxIterations));
    }
  }

  /// The same number of iterations with another tolerance.
  public SolveLimits within(double otherTolerance) {
    return new SolveLimits(otherTolerance, maxIterations);
  }
}
