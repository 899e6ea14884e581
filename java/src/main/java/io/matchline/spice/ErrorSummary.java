package io.matchline.spice;

import io.matchline.kernel.Backend;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.tcam.Level;
import java.util.OptionalDouble;

/// How far one level on one backend is from a model's table in one quantity.
///
/// Errors are over the precharge voltage for voltages and relative for crossing times.
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
    Level level,
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
    return skipped == 0 ? "" : "halving ngspice's step moved the value by a third of the tolerance or more";
  }
}
