package io.matchline.device;

import io.matchline.unit.Variants;

/// A device with continuous conductances, or many levels of them, as a configuration describes it. The permits clause is
/// the list of models.
@Variants(key = "model")
public sealed interface AnalogDevice permits AnalogOhmic, AnalogRramHfo2, RramWan, Pcm, MeasuredDevice {
  /// The device with its conductances in S; reads the table of a {@link MeasuredDevice}. Call it once, then program.
  AnalogStates states();
}
