package io.matchline.device;

import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;

/// What becomes of programmed conductances as time goes by: drift of phase-change memory, relaxation of resistive memory.
///
/// The law of a cell depends on the conductance that it was meant to get, because that is how the laws were measured.
public sealed interface Ageing permits NoAgeing, UnknownAgeing, PcmDrift, RramRelaxation, MeasuredRelaxation {
  /// The law at one moment.
  @FunctionalInterface
  interface Aged {
    /// Conductance of one cell at that moment, S, at least 0.
    ///
    /// @param targetS conductance that the cell was meant to get, S
    /// @param programmedS conductance that it got, S
    /// @param normal standard normal number of the cell, the same at every moment
    /// @throws IllegalArgumentException for a target outside the window in which the law was measured
    double conductanceS(double targetS, double programmedS, double normal);
  }

  /// The law `elapsedS` after programming. At 0 s nothing has changed.
  ///
  /// @param elapsedS time since programming, s
  /// @param included spread around the target that programming has already brought into the programmed conductances
  /// @throws IllegalArgumentException for times that were not measured
  Aged after(double elapsedS, ConductanceSpread included);

  /// @throws IllegalArgumentException unless `elapsedS` is finite and within the limits
  static void requireTime(double elapsedS, double lowestS, double highestS, String law) {
    if (!(elapsedS >= lowestS && elapsedS <= highestS && elapsedS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a time of %s after programming is outside %s … %s, where %s is known (0 s: as programmed)"
              .formatted(time(elapsedS), time(lowestS), time(highestS), law));
    }
  }

  private static String time(double valueS) {
    return Double.isNaN(valueS) ? "NaN s" : Quantity.format(valueS, Unit.SECOND);
  }
}
