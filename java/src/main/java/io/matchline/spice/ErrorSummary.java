package io.matchline.spice;

import io.matchline.kernel.Backend;
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
/// @param compared points that count
/// @param skipped points that do not, because ngspice's own uncertainty is a third of the tolerance or more
/// @param median middle error of the compared points, NaN when there is none
/// @param max largest error of the compared points, NaN when there is none
/// @param worst where the largest error is: `id at …`; empty when nothing was compared
/// @param tolerance what `max` must not pass; empty where the level is only reported
public record ErrorSummary(
    String model,
    Backend backend,
    String level,
    Quantity quantity,
    int compared,
    int skipped,
    double median,
    double max,
    String worst,
    OptionalDouble tolerance) {
  /// Whether the level keeps its promise. A level with a tolerance needs at least one point to keep it on.
  public boolean pass() {
    return tolerance.isEmpty() || (compared > 0 && max <= tolerance.getAsDouble());
  }

  /// Why points were skipped; empty when none were.
  public String skipReason() {
    return skipped == 0 ? "" : "ngspice's two runs differ by a third of the tolerance or more";
  }
}
