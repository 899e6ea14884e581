package io.matchline.spice;

import java.util.Arrays;
import java.util.Locale;

/// What a table holds values of.
public enum Quantity {
  /// Voltage of a sense node at a time, V.
  VOLTAGE_V,
  /// Time at which a sense node falls to a level, s, +∞ where it never does.
  CROSSING_S,
  /// Current out of a column into its terminal, A.
  CURRENT_A;

  /// The name in files, for example `voltage_v`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when no quantity has this name
  static Quantity of(String key) {
    return Arrays.stream(values())
        .filter(q -> q.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "quantity = %s is none of %s".formatted(
                key, String.join(", ", Arrays.stream(values()).map(Quantity::key).toList()))));
  }
}
