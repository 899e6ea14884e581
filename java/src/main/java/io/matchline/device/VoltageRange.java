package io.matchline.device;

import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;

/// Voltages from `lowestV` to `highestV`, both included; either may be infinite.
///
/// @param lowestV V, at most 0
/// @param highestV V, at least 0
public record VoltageRange(double lowestV, double highestV) {
  /// Every voltage.
  public static final VoltageRange ALL = new VoltageRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public VoltageRange {
    if (!(lowestV <= 0 && highestV >= 0 && lowestV < highestV)) {
      throw new IllegalArgumentException("%s V … %s V is not a range around 0 V".formatted(lowestV, highestV));
    }
  }

  public boolean contains(double voltageV) {
    return voltageV >= lowestV && voltageV <= highestV;
  }

  /// `-150 mV … 160 mV`
  @Override
  public String toString() {
    return Quantity.format(lowestV, Unit.VOLT) + " … " + Quantity.format(highestV, Unit.VOLT);
  }
}
