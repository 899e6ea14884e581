package io.matchline.spice;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;

/// What joins a memory device to ground while its search line is driven.
@Variants(key = "kind")
public sealed interface Access {
  /// Conducts in proportion to the search line's voltage; at the full voltage it is not there.
  @Named(value = "switch", doc = "conducts in proportion to the search line's voltage and has no resistance at the full one")
  record Switch() implements Access {}

  /// An n-channel level-1 transistor between the memory device and ground, its gate on the search line.
  @Named(value = "transistor", doc = "an n-channel level-1 transistor in series with the memory device")
  record Transistor(
      @Param(doc = "threshold voltage (VTO)", unit = Unit.VOLT, min = 0, max = 5, standard = "400 mV") double thresholdV,
      @Param(
              doc = "resistance at the full voltage of the search line and no voltage across, 1/(KP·W/L·(high − threshold))",
              unit = Unit.OHM,
              min = 1,
              max = 1e9,
              standard = "1 kΩ")
          double onResistanceOhm)
      implements Access {
    /// The model card, of a transistor whose width is its length.
    String card(double highV) {
      double transconductance = 1 / (onResistanceOhm * (highV - thresholdV));
      return ".model access nmos level=1 vto=%s kp=%s\n".formatted(thresholdV, transconductance);
    }
  }
}
