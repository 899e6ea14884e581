package io.matchline.device;

/// How far conductances scatter around the target that they were programmed to.
public interface ConductanceSpread {
  /// Standard deviation in S of a device programmed to `targetS`.
  ///
  /// @throws IllegalArgumentException outside the window in which the spread is known
  double sigmaS(double targetS);
}
