package io.matchline.device;

import io.matchline.unit.Named;

/// Spread that program-and-verify leaves on the low-resistive state, besides the log-normal spreads.
public enum ProgrammingLaw {
  /// No further spread.
  NONE,

  /// σ[µS] = 4.782 − 0.009107 G[µS], fitted between 50 and 225 µS.
  ///
  /// Source: V. Milo et al., "Multilevel HfO2-based RRAM devices for low-power neuromorphic networks", APL Mater. 7
  /// (2019) 081120.
  @Named(value = "milo", doc = "Measured on multilevel HfO2 cells, valid from 50 to 225 µS.")
  MILO;

  private static final double MILO_LOWEST_S = 50e-6;
  private static final double MILO_HIGHEST_S = 225e-6;

  /// Standard deviation in S of a device programmed to `targetS`.
  ///
  /// @throws IllegalArgumentException outside the window in which the law was fitted
  public double sigmaS(double targetS) {
    return switch (this) {
      case NONE -> 0;
      case MILO -> {
        if (!(targetS >= MILO_LOWEST_S && targetS <= MILO_HIGHEST_S)) {
          throw new IllegalArgumentException(
              "a target of %s S is outside %s … %s S, the window in which the programming law milo was fitted"
                  .formatted(targetS, MILO_LOWEST_S, MILO_HIGHEST_S));
        }
        yield 4.782e-6 - 0.009107 * targetS;
      }
    };
  }
}
