package io.matchline.noise;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// The noise block of a configuration: every source has its own switch and its own stream of random numbers. How much
/// devices spread is a property of the device, how much amplifiers and strobes err one of the sensing; here they are only
/// switched.
///
/// @param temperatureK absolute temperature, K
@Named(value = "noise", doc = "Noise sources, each with its own switch and its own random numbers.")
public record NoiseSettings(
    @Param(doc = "Device-to-device spread of the device, drawn once at programming.", standard = "on")
        boolean deviceSpread,
    @Param(doc = "Cycle-to-cycle spread of the device, drawn at every write.", standard = "on") boolean cycleSpread,
    @Param(doc = "Stuck devices, in the shares that the device states.", standard = "on") boolean stuckAt,
    @Param(doc = "Thermal noise of the match line, kT/C.", standard = "off") boolean thermal,
    @Param(doc = "Absolute temperature.", unit = Unit.KELVIN, min = 0, max = 1000, standard = "300 K")
        double temperatureK,
    @Param(doc = "Capacitance that thermal noise sees: 0 the sense node's, 1 the whole line's.", unit = Unit.FRACTION,
            min = 0, max = 1, standard = "1")
        double aperture,
    @Param(doc = "Overdrive voltage V_ov of cells that are saturated transistors: thermal noise grows by"
            + " 4kTγ ΔV / (C V_ov) while the line falls by ΔV; 0 V: the cells are resistances.", unit = Unit.VOLT, min = 0,
            max = 10, standard = "0 V")
        double overdriveV,
    @Param(doc = "Noise factor γ of saturated cells.", min = 0, max = 10, standard = "0.6667",
            source = "2/3: long channel, van der Ziel")
        double gamma,
    @Param(doc = "Offset of the sense amplifiers, in the size that the sense block states.", standard = "on")
        boolean senseOffset,
    @Param(doc = "Jitter of the strobe, in the size that the sense block states.", standard = "on")
        boolean strobeJitter,
    @Param(doc = "Offset of the match lines' converters, in the size that the sense block states.", standard = "on")
        boolean converterOffset,
    @Param(doc = "Currents of devices in the high-resistive state; off: they do not conduct.", standard = "on")
        boolean leakage,
    @Param(doc = "Drift and relaxation of the device; off: every device changes like the mean of all.", standard = "on")
        boolean ageing,
    @Param(doc = "Normal noise of reads, drawn at every search in the size that the device states.", standard = "on")
        boolean read,
    @Param(doc = "Flicker noise of reads, drawn at every search by the law of the device.", standard = "on")
        boolean flicker,
    @Param(doc = "Random telegraph noise of the device, its state held during a search.", standard = "on")
        boolean telegraph) {
  /// Nothing is noisy, not even the devices.
  public static final NoiseSettings NONE =
      new NoiseSettings(
          false, false, false, false, 300, 1, 0, 0.6667, false, false, false, false, false, false, false, false);

  public NoiseSettings {
    new ThermalNoise(thermal, temperatureK, aperture, overdriveV, gamma);
  }

  /// The switches of the devices. A write has one number for both its spreads, so one switch is for both.
  public CellNoise cells() {
    return new CellNoise(deviceSpread, cycleSpread, cycleSpread, stuckAt, ageing, read, flicker, telegraph);
  }

  public ThermalNoise thermalNoise() {
    return new ThermalNoise(thermal, temperatureK, aperture, overdriveV, gamma);
  }
}
