package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Optional;

/// RRAM of a compute-in-memory chip, with the programming law {@link ProgrammingLaw#WAN} and {@link RramRelaxation}.
@Named(value = "rram-wan", doc = "RRAM of a compute-in-memory chip: 0 … 40 µS, with relaxation.")
public record RramWan(
    @Param(doc = "Lowest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 40e-6, standard = "0 S",
            source = "Wan et al., Nature 608 (2022) 504, Extended Data Fig. 3")
        double lowestS,
    @Param(doc = "Highest conductance that weights use.", unit = Unit.SIEMENS, min = 0, max = 40e-6, standard = "40 µS",
            source = "Wan et al., Nature 608 (2022) 504, Extended Data Fig. 3")
        double highestS,
    @Param(doc = "Number of evenly spaced levels; 0: any conductance.", min = 0, max = AnalogStates.MAX_LEVELS,
            standard = "0")
        int levels,
    @Param(doc = "How devices and writes differ.", standard = "{}") Variation variation,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements AnalogDevice {
  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, 40e-6);

  /// @throws IllegalArgumentException for values out of range
  public RramWan {
    states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  @Override
  public AnalogStates states() {
    return states(lowestS, highestS, levels, variation, readNoise, telegraph);
  }

  private static AnalogStates states(
      double lowestS, double highestS, int levels, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    ConductanceWindow window = new ConductanceWindow(lowestS, highestS);
    window.requireWithin(WINDOW, "rram-wan");
    return new AnalogStates(
        "rram-wan",
        window,
        Optional.empty(),
        lowestS,
        levels,
        ProgrammingLaw.WAN,
        variation,
        new RramRelaxation(),
        FlickerLaw.NONE,
        readNoise,
        telegraph);
  }
}
