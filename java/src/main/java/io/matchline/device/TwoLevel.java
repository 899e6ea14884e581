package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Two levels of an analog device: its programming spread, ageing and noise of reads come along.
///
/// @param cells the analog device; its number of levels is not used
/// @param onS conductance of the low-resistive state, S; 0: the device's highest
/// @param offS conductance of the high-resistive state, S; 0: what a cell of the device conducts that is switched off
@Named(value = "two-level", doc = "Two conductances of an analog device, with its spread, ageing and noise of reads.")
public record TwoLevel(
    @Param(doc = "The analog device.") AnalogDevice cells,
    @Param(doc = "Conductance of the low-resistive (on) state; 0 S: the device's highest.", key = "on",
            unit = Unit.SIEMENS, min = 0, max = 1, standard = "0 S")
        double onS,
    @Param(doc = "Conductance of the high-resistive (off) state; 0 S: that of a cell which is switched off.",
            key = "off", unit = Unit.SIEMENS, min = 0, max = 1, standard = "0 S")
        double offS)
    implements Device {
  /// @throws IllegalArgumentException for conductances that the device cannot have, or in the wrong order
  public TwoLevel {
    states(cells.states(), onS, offS);
  }

  /// Reads the table of a measured device again.
  @Override
  public DeviceStates states() {
    return states(cells.states(), onS, offS);
  }

  private static DeviceStates states(AnalogStates device, double onS, double offS) {
    return new DeviceStates(
        level("on", onS == 0 ? device.window().highestS() : onS, device),
        level("off", offS == 0 ? device.offS() : offS, device),
        device.variation(),
        device.programming(),
        device.laws());
  }

  private static double level(String name, double conductanceS, AnalogStates device) {
    if (!device.accepts(conductanceS)) {
      throw new IllegalArgumentException(
          "%s = %s S is outside %s".formatted(name, conductanceS, device.accepted()));
    }
    return conductanceS;
  }
}
