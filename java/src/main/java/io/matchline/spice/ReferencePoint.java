package io.matchline.spice;

import io.matchline.tcam.DischargeValue;

/// One answer of ngspice.
///
/// @param answer the value at the smaller of two steps
/// @param uncertainty how far halving the step moved it, in the unit of the value
public record ReferencePoint(DischargeValue answer, double uncertainty) {
  public ReferencePoint {
    if (!(uncertainty >= 0 && Double.isFinite(uncertainty))) {
      throw new IllegalArgumentException(
          "uncertainty = %s is not a finite number of at least 0".formatted(uncertainty));
    }
  }
}
