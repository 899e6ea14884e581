package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.Objects;

/// A column of a result table.
///
/// @param key name in CSV and JSON, with the unit in it: `wire_resistance_ohm`
/// @param title name for people, without unit
/// @param unit unit of the values, which are in the plain SI unit
/// @param interval whether the cells are {@link Interval}s; CSV then has `key`, `key_low` and `key_high`
public record Column(String key, String title, Unit unit, boolean interval) {
  public Column {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(unit, "unit");
    if (!key.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("column key '" + key + "' is not lower-case letters, digits and _");
    }
  }

  /// A column of texts or plain numbers.
  public static Column of(String key, String title) {
    return new Column(key, title, Unit.ONE, false);
  }

  /// A column of numbers with a unit.
  public static Column of(String key, String title, Unit unit) {
    return new Column(key, title, unit, false);
  }

  /// A column of estimates with confidence intervals.
  public static Column interval(String key, String title, Unit unit) {
    return new Column(key, title, unit, true);
  }
}
