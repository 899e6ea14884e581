package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.Objects;

/// An axis with its title. Data are in the plain SI unit; the axis shows a fitting prefix, shares as percent.
///
/// @param label what is shown, without the unit, for example `Wire resistance`
/// @param unit unit of the data
/// @param kind linear or logarithmic
/// @param min lower end, NaN to follow the data
/// @param max upper end, NaN to follow the data
public record Axis(String label, Unit unit, Kind kind, double min, double max) {
  /// How values are spread over the axis.
  public enum Kind {
    LINEAR,
    LOG
  }

  public Axis {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(kind, "kind");
    if (min >= max || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException("axis '" + label + "' from " + min + " to " + max + " is empty or endless");
    }
    if (kind == Kind.LOG && (min <= 0 || max <= 0)) {
      throw new IllegalArgumentException("logarithmic axis '" + label + "' from " + min + " to " + max
          + " must stay above 0");
    }
  }

  /// A linear axis that follows the data.
  public static Axis linear(String label, Unit unit) {
    return new Axis(label, unit, Kind.LINEAR, Double.NaN, Double.NaN);
  }

  /// A logarithmic axis that follows the data; points at or below 0 are left out and the plot says so.
  public static Axis log(String label, Unit unit) {
    return new Axis(label, unit, Kind.LOG, Double.NaN, Double.NaN);
  }

  /// The same axis with fixed ends.
  public Axis between(double from, double to) {
    return new Axis(label, unit, kind, from, to);
  }

  /// Whether the axis can show a value.
  boolean shows(double value) {
    return Double.isFinite(value) && (kind == Kind.LINEAR || value > 0);
  }
}
