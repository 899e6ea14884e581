package io.matchline.spice;

import io.matchline.kernel.Backend;
import java.util.List;
import java.util.OptionalDouble;

/// How far one level on one backend is from a model's table in one quantity.
///
/// Errors of voltages are over the precharge voltage, those of crossing times relative, those of currents over the
/// largest current that the same input causes.
///
/// @param model name of the model
/// @param backend how the kernels were reached
/// @param level the level that was compared
/// @param quantity what was compared
/// @param errors of the points that count, rising
/// @param skipped points that do not, because ngspice's own uncertainty is a third of the tolerance or more
/// @param worst where the largest error is: `id at …`; empty when nothing was compared
/// @param tolerance what `max` must not pass; empty where the level is only reported
public record ErrorSummary(
    String model,
    Backend backend,
    String level,
    Quantity quantity,
    List<Double> errors,
    int skipped,
    String worst,
    OptionalDouble tolerance) {
  public ErrorSummary {
    errors = List.copyOf(errors);
  }

  /// Points that count.
  public int compared() {
    return errors.size();
  }

  /// Middle error of the compared points, NaN when there is none.
  public double median() {
    return errors.isEmpty() ? Double.NaN : errors.get(errors.size() / 2);
  }

  /// Largest error of the compared points, NaN when there is none.
  public double max() {
    return errors.isEmpty() ? Double.NaN : errors.getLast();
  }

  /// Whether the level keeps its promise. A level with a tolerance needs at least one point to keep it on.
  public boolean pass() {
    return tolerance.isEmpty() || (compared() > 0 && max() <= tolerance.getAsDouble());
  }

  /// Why points were skipped; empty when none were.
  public String skipReason() {
    return skipped == 0 ? "" : "ngspice's two runs differ by a third of the tolerance or more";
  }
}
