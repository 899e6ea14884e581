package io.matchline.device;

import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;

/// Conductances from `lowestS` to `highestS`, both included.
///
/// @param lowestS S, finite, at least 0
/// @param highestS S, finite, above `lowestS`
public record ConductanceWindow(double lowestS, double highestS) {
  public ConductanceWindow {
    if (!(lowestS >= 0 && lowestS < highestS && highestS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the window of %s S … %s S is not finite, at least 0 S and in this order".formatted(lowestS, highestS));
    }
  }

  public boolean contains(double conductanceS) {
    return conductanceS >= lowestS && conductanceS <= highestS;
  }

  /// The conductance at a share of the window, S; never outside it.
  ///
  /// @param share 0 for the lowest … 1 for the highest
  /// @throws IllegalArgumentException for other shares
  public double at(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share = %s is outside 0 … 1".formatted(share));
    }
    return Math.min(highestS, lowestS + share * (highestS - lowestS));
  }

  /// @throws IllegalArgumentException unless this window lies within `limits`; the message names `owner`
  void requireWithin(ConductanceWindow limits, String owner) {
    if (lowestS < limits.lowestS || highestS > limits.highestS) {
      throw new IllegalArgumentException("%s is outside %s, the window of %s".formatted(this, limits, owner));
    }
  }

  /// `50 µS … 225 µS`
  @Override
  public String toString() {
    return new Quantity(lowestS, Unit.SIEMENS) + " … " + new Quantity(highestS, Unit.SIEMENS);
  }
}
