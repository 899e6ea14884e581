package io.matchline.device;

import io.matchline.unit.Variants;
import java.util.Optional;

/// A two-state storage device as a configuration describes it. The permits clause is the list of models.
@Variants(key = "model")
public sealed interface Device permits Ohmic, RramHfo2, Fefet, Sram, TableDevice, TwoLevel {
  /// The device with its conductances in S; reads the table of a {@link TableDevice}. Call it once, then draw.
  DeviceStates states();

  /// Conductance of an undisturbed device, S.
  default double nominalS(State state) {
    return states().nominalS(state);
  }

  /// {@link DeviceStates#conductanceS} of {@link #states()}.
  default double conductanceS(State state, double deviceNormal, double cycleNormal) {
    return states().conductanceS(state, deviceNormal, cycleNormal);
  }

  /// {@link DeviceStates#stuckAt} of {@link #states()}.
  default Optional<State> stuckAt(double uniform) {
    return states().stuckAt(uniform);
  }
}
