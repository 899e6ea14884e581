package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Optional;

/// How the devices of an array differ.
@Named(value = "variation", doc = "How devices and writes differ, and how many devices are stuck.")
public record Variation(
    @Param(doc = "Device-to-device: standard deviation of ln G, drawn once at programming.", unit = Unit.FRACTION,
            min = 0, max = 1, standard = "0 %")
        double spread,
    @Param(doc = "Cycle-to-cycle: standard deviation of ln G, drawn at every write.", unit = Unit.FRACTION, min = 0,
            max = 1, standard = "0 %")
        double cycleSpread,
    @Param(doc = "Share of devices stuck in the low-resistive state.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %", source = "1 % is typical, MNSIM")
        double stuckLrs,
    @Param(doc = "Share of devices stuck in the high-resistive state.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %", source = "9 % is typical, MNSIM")
        double stuckHrs) {
  public static final Variation NONE = new Variation(0, 0, 0, 0);

  public Variation {
    share("spread", spread);
    share("cycle-spread", cycleSpread);
    share("stuck-lrs", stuckLrs);
    share("stuck-hrs", stuckHrs);
    if (stuckLrs + stuckHrs > 1) {
      throw new IllegalArgumentException(
          "stuck-lrs = %s and stuck-hrs = %s sum to more than 1".formatted(stuckLrs, stuckHrs));
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s = %s is outside 0 … 1".formatted(name, value));
    }
  }

  /// Log-normal factor of one device at one write; exactly 1 without spread.
  ///
  /// @param deviceNormal standard normal number of the device, the same at every write
  /// @param cycleNormal standard normal number of the device and the write
  public double factor(double deviceNormal, double cycleNormal) {
    double exponent = spread * deviceNormal + cycleSpread * cycleNormal;
    return exponent == 0 ? 1 : StrictMath.exp(exponent);
  }

  /// State in which the device of this number is stuck, if it is.
  ///
  /// @param uniform number in (0, 1) of the device; the lowest ones are stuck in the low-resistive state, the next
  ///     ones in the high-resistive state
  public Optional<State> stuckAt(double uniform) {
    if (uniform < stuckLrs) {
      return Optional.of(State.LRS);
    }
    return uniform < stuckLrs + stuckHrs ? Optional.of(State.HRS) : Optional.empty();
  }
}
