package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.util.Locale;

/// Filamentary hafnium-oxide RRAM. Both states must lie in the window that the literature covers: on 50 … 200 µS, off
/// 0.1 … 10 µS.
///
/// @param lrsOhm resistance of the on state, Ω
/// @param hrsOhm resistance of the off state, Ω; above `lrsOhm`
@Named(value = "rram-hfo2", doc = "Filamentary hafnium-oxide RRAM inside its literature window.")
public record RramHfo2(
    @Param(doc = "Resistance of the low-resistive (on) state.",
            unit = Unit.OHM, min = 5e3, max = 20e3, standard = "10 kΩ",
            source = "50 … 225 µS in Milo et al., IRPS 2021; capped at 200 µS by us")
        double lrsOhm,
    @Param(doc = "Resistance of the high-resistive (off) state.",
            unit = Unit.OHM, min = 1e5, max = 10e6, standard = "1 MΩ",
            source = "0.1 … 10 µS, our choice")
        double hrsOhm,
    @Param(doc = "Device-to-device: standard deviation of ln G, drawn once at programming.",
            unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
        double spread,
    @Param(doc = "Cycle-to-cycle: standard deviation of ln G, drawn at every write.",
            unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
        double cycleSpread,
    @Param(doc = "Share of devices stuck in the low-resistive state.",
            unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
        double stuckLrs,
    @Param(doc = "Share of devices stuck in the high-resistive state.",
            unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
        double stuckHrs,
    @Param(doc = "Spread that program-and-verify leaves on the low-resistive state.", standard = "none",
            source = "Milo et al., IRPS 2021, Fig. 4")
        ProgrammingLaw programming,
    @Param(doc = "Standard deviation that program-and-verify leaves on the low-resistive state, instead of programming.",
            key = "programming-sigma", unit = Unit.SIEMENS, min = 0, max = 50e-6, standard = "0 S")
        double programmingSigmaS,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements Device {
  private static final ConductanceWindow ON = new ConductanceWindow(50e-6, 200e-6);

  public RramHfo2 {
    window("lrs", lrsOhm, 5e3, 20e3);
    window("hrs", hrsOhm, 1e5, 10e6);
    Variation variation = new Variation(spread, cycleSpread, stuckLrs, stuckHrs);
    if (programmingSigmaS != 0 && programming != ProgrammingLaw.NONE) {
      throw new IllegalArgumentException(
          "programming = %s and programming-sigma = %s S both state the spread of programming"
              .formatted(programming.name().toLowerCase(Locale.ROOT), programmingSigmaS));
    }
    if (!(programmingSigmaS >= 0 && programmingSigmaS <= 50e-6)) {
      throw new IllegalArgumentException("programming-sigma = %s S is outside 0 … 50 µS".formatted(programmingSigmaS));
    }
    DeviceStates.ofResistances(lrsOhm, hrsOhm, variation, programming, laws(readNoise, telegraph));
  }

  @Override
  public DeviceStates states() {
    Variation variation = new Variation(spread, cycleSpread, stuckLrs, stuckHrs);
    ConductanceSpread around = programmingSigmaS > 0 ? _ -> programmingSigmaS : programming;
    return DeviceStates.ofResistances(lrsOhm, hrsOhm, variation, around, laws(readNoise, telegraph));
  }

  private static CellLaws laws(ReadNoise readNoise, TelegraphNoise telegraph) {
    return new CellLaws(ON, new UnknownAgeing("rram-hfo2"), FlickerLaw.NONE, readNoise, telegraph);
  }

  private static void window(String name, double ohm, double lowestOhm, double highestOhm) {
    double conductanceS = 1 / ohm;
    double maximumS = 1 / lowestOhm;
    double minimumS = 1 / highestOhm;
    if (!(conductanceS <= maximumS)) {
      throw new IllegalArgumentException(
          "the conductance of %s = %s Ω, %s S, is above %s S, the maximum of rram-hfo2"
              .formatted(name, ohm, conductanceS, maximumS));
    }
    if (!(conductanceS >= minimumS)) {
      throw new IllegalArgumentException(
          "the conductance of %s = %s Ω, %s S, is below %s S, the minimum of rram-hfo2"
              .formatted(name, ohm, conductanceS, minimumS));
    }
  }
}
