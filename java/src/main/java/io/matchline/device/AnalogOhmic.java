package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Optional;

/// Conductances without a technology: no window, no programming spread, no ageing.
@Named(value = "ohmic", doc = "Plain conductances without a technology window.")
public record AnalogOhmic(
    @Param(doc = "Lowest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 1, standard = "1 µS",
            source = "our choice")
        double lowestS,
    @Param(doc = "Highest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 1, standard = "100 µS",
            source = "our choice")
        double highestS,
    @Param(doc = "Number of evenly spaced levels; 0: any conductance.", min = 0, max = AnalogStates.MAX_LEVELS,
            standard = "0")
        int levels,
    @Param(doc = "How devices and writes differ.", standard = "{}") Variation variation,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements AnalogDevice {
  /// @throws IllegalArgumentException for values out of range
  public AnalogOhmic {
    states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  @Override
  public AnalogStates states() {
    return states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  private static AnalogStates states(
      double lowestS, double highestS, int levels, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    ConductanceWindow window = new ConductanceWindow(lowestS, highestS);
    return new AnalogStates(
        "ohmic",
        window,
        Optional.empty(),
        lowestS,
        levels,
        ProgrammingLaw.NONE,
        variation,
        new NoAgeing(),
        FlickerLaw.NONE,
        readNoise,
        telegraph);
  }
}
