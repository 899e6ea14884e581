package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Optional;

/// Phase-change memory with the programming law {@link ProgrammingLaw#PCM}, {@link PcmDrift} and {@link FlickerLaw#PCM}.
@Named(value = "pcm", doc = "Phase-change memory: 0 … 25 µS, with drift and flicker noise.")
public record Pcm(
    @Param(doc = "Lowest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 25e-6, standard = "0 S",
            source = "Nandakumar et al., ICECS 2019")
        double lowestS,
    @Param(doc = "Highest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 25e-6, standard = "25 µS",
            source = "Nandakumar et al., ICECS 2019")
        double highestS,
    @Param(doc = "Number of evenly spaced levels; 0: any conductance.", min = 0, max = AnalogStates.MAX_LEVELS,
            standard = "0")
        int levels,
    @Param(doc = "How devices and writes differ.", standard = "{}") Variation variation,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements AnalogDevice {
  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, 25e-6);

  /// @throws IllegalArgumentException for values out of range
  public Pcm {
    states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  @Override
  public AnalogStates states() {
    return states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  private static AnalogStates states(
      double lowestS, double highestS, int levels, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    ConductanceWindow window = new ConductanceWindow(lowestS, highestS);
    window.requireWithin(WINDOW, "pcm");
    return new AnalogStates(
        "pcm",
        window,
        Optional.empty(),
        lowestS,
        levels,
        ProgrammingLaw.PCM,
        variation,
        new PcmDrift(),
        FlickerLaw.PCM,
        readNoise,
        telegraph);
  }
}
