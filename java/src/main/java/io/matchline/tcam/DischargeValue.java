package io.matchline.tcam;

import java.util.Locale;

/// One answer about a case.
///
/// @param id name of the case
/// @param quantity what was asked
/// @param at sample time (s) or reference level (V)
/// @param value voltage (V) or crossing time (s, +∞ where the line never falls to the level)
public record DischargeValue(String id, Quantity quantity, double at, double value) {
  /// What `at` and `value` mean.
  public enum Quantity {
    /// Voltage of the sense node at a time.
    VOLTAGE_V,
    /// Time at which the sense node falls to a level.
    CROSSING_S;

    /// The name in files: `voltage_v` or `crossing_s`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The value as files show it: the shortest decimal that reads back to the same bits, or `never`.
  public String valueText() {
    return value == Double.POSITIVE_INFINITY ? "never" : Double.toString(value);
  }
}
