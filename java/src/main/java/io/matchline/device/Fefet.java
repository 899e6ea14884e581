package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Ferroelectric transistor, read between its two thresholds.
///
/// @param lrsOhm resistance of the on state, Ω
/// @param hrsOhm resistance of the off state, Ω; above `lrsOhm`
@Named(value = "fefet", doc = "Ferroelectric transistor read below its high threshold.")
public record Fefet(
    @Param(doc = "Resistance of the low-resistive (on) state.",
            unit = Unit.OHM, min = 1e3, max = 1e6, standard = "10 kΩ",
            source = "Eva-CAM, 2FeFET cell, R_on")
        double lrsOhm,
    @Param(doc = "Resistance of the high-resistive (off) state.",
            unit = Unit.OHM, min = 1e6, max = 1e13, standard = "1.6 GΩ",
            source = "Eva-CAM, 2FeFET cell, R_off")
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
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements Device {
  public Fefet {
    states(lrsOhm, hrsOhm, new Variation(spread, cycleSpread, stuckLrs, stuckHrs), readNoise, telegraph);
  }

  @Override
  public DeviceStates states() {
    return states(lrsOhm, hrsOhm, new Variation(spread, cycleSpread, stuckLrs, stuckHrs), readNoise, telegraph);
  }

  private static DeviceStates states(
      double lrsOhm, double hrsOhm, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    CellLaws laws = CellLaws.of(new UnknownAgeing("fefet"), readNoise, telegraph);
    return DeviceStates.ofResistances(lrsOhm, hrsOhm, variation, ProgrammingLaw.NONE, laws);
  }
}
