package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Optional;

/// Multilevel filamentary hafnium-oxide RRAM with the programming law {@link ProgrammingLaw#MILO}. Nothing is known
/// about its ageing ({@link UnknownAgeing}). Cells that are switched off have the log-normal spreads only.
@Named(value = "rram-hfo2", doc = "Multilevel hafnium-oxide RRAM: 50 … 225 µS, off 0.1 … 10 µS.")
public record AnalogRramHfo2(
    @Param(doc = "Lowest conductance that weights use.", unit = Unit.SIEMENS, min = 50e-6, max = 225e-6, standard = "50 µS",
            source = "levels of Milo et al., IRPS 2021, Fig. 4")
        double lowestS,
    @Param(doc = "Highest conductance that weights use.", unit = Unit.SIEMENS, min = 50e-6, max = 225e-6, standard = "225 µS",
            source = "levels of Milo et al., IRPS 2021, Fig. 4")
        double highestS,
    @Param(doc = "Conductance of a cell that is switched off or stuck in the high-resistive state.", key = "off",
            unit = Unit.SIEMENS, min = 0.1e-6, max = 10e-6, standard = "1 µS", source = "0.1 … 10 µS, our choice")
        double offS,
    @Param(doc = "Number of evenly spaced levels; 0: any conductance.", min = 0, max = AnalogStates.MAX_LEVELS,
            standard = "0")
        int levels,
    @Param(doc = "How devices and writes differ.", standard = "{}") Variation variation,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements AnalogDevice {
  private static final ConductanceWindow WINDOW = new ConductanceWindow(50e-6, 225e-6);
  private static final ConductanceWindow OFF = new ConductanceWindow(0.1e-6, 10e-6);

  /// @throws IllegalArgumentException for values out of range
  public AnalogRramHfo2 {
    states(lowestS, highestS, offS, levels, variation, readNoise, telegraph);
  }

  @Override
  public AnalogStates states() {
    return states(lowestS, highestS, offS, levels, variation, readNoise, telegraph);
  }

  private static AnalogStates states(
      double lowestS, double highestS, double offS, int levels, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    ConductanceWindow window = new ConductanceWindow(lowestS, highestS);
    window.requireWithin(WINDOW, "rram-hfo2");
    return new AnalogStates(
        "rram-hfo2",
        window,
        Optional.of(OFF),
        offS,
        levels,
        ProgrammingLaw.MILO,
        variation,
        new UnknownAgeing("rram-hfo2"),
        FlickerLaw.NONE,
        readNoise,
        telegraph);
  }
}
