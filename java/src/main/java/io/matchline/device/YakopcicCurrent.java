package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// I = a x sinh(b V) with one amplitude a for each polarity; the state is x, 0 … 1. The state rests between the
/// thresholds of the two polarities; its motion beyond them is not modelled.
///
/// The two polarities meet in a kink at 0 V unless their amplitudes are equal; the conductance at 0 V is the positive
/// one's.
///
/// Source: C. Yakopcic et al., "A memristor device model", IEEE Electron Device Lett. 32 (2011) 1436, the equation of the
/// current; also C. Yakopcic et al., IEEE Trans. CAD 32 (2013) 1201. The standard values are those of the author's SPICE
/// listing, which circuit simulators use as their example (Xyce: memristor level 3).
@Named(value = "yakopcic", doc = "I = a x sinh(b V) with an amplitude for each polarity, the Yakopcic form.")
public record YakopcicCurrent(
    @Param(doc = "Amplitude a1 for voltages from 0 V up.", key = "positive-scale", unit = Unit.AMPERE, min = 1e-12,
            max = 100, standard = "0.17 A", source = YakopcicCurrent.SOURCE)
        double positiveScaleA,
    @Param(doc = "Amplitude a2 for voltages below 0 V.", key = "negative-scale", unit = Unit.AMPERE, min = 1e-12,
            max = 100, standard = "0.17 A", source = YakopcicCurrent.SOURCE)
        double negativeScaleA,
    @Param(doc = "Curvature b, per volt.", min = 1e-6, max = 1e3, standard = "0.05", source = YakopcicCurrent.SOURCE)
        double curvature,
    @Param(doc = "Threshold Vp above which the state moves.", key = "positive-threshold", unit = Unit.VOLT, min = 1e-6,
            max = 100, standard = "160 mV", source = YakopcicCurrent.SOURCE)
        double positiveThresholdV,
    @Param(doc = "Threshold Vn below the negative of which the state moves.", key = "negative-threshold",
            unit = Unit.VOLT, min = 1e-6, max = 100, standard = "150 mV", source = YakopcicCurrent.SOURCE)
        double negativeThresholdV)
    implements CurrentLaw, StateLaw {
  private static final String SOURCE =
      "Yakopcic et al., IEEE EDL 32 (2011) 1436; value of the SPICE listing as Xyce repeats it";

  public YakopcicCurrent {
    GapCurrent.require(
        "positive-scale", positiveScaleA,
        "negative-scale", negativeScaleA,
        "curvature", curvature,
        "positive-threshold", positiveThresholdV,
        "negative-threshold", negativeThresholdV);
  }

  @Override
  public StateLaw law() {
    return this;
  }

  @Override
  public String name() {
    return "yakopcic";
  }

  @Override
  public ConductanceWindow window() {
    return new ConductanceWindow(0, positiveScaleA * curvature);
  }

  @Override
  public VoltageRange voltages() {
    return new VoltageRange(-negativeThresholdV, positiveThresholdV);
  }

  @Override
  public double state(double conductanceS) {
    return conductanceS / (positiveScaleA * curvature);
  }

  @Override
  public double currentA(double state, double voltageV) {
    return scaleA(voltageV) * state * BoundedSinh.value(curvature * voltageV);
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    return scaleA(voltageV) * state * curvature * BoundedSinh.slope(curvature * voltageV);
  }

  private double scaleA(double voltageV) {
    return voltageV >= 0 ? positiveScaleA : negativeScaleA;
  }
}
