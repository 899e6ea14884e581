package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// VTEAM: a resistance that depends on a position w between w_on and w_off. The state is the share
/// (w − w_on)/(w_off − w_on), 0 … 1. It rests between the thresholds v_on and v_off, its motion beyond them is not
/// modelled, so that a cell is a plain resistance for a read.
///
/// Linear: R = R_on + (R_off − R_on) · share; exponential: R = R_on exp(λ · share) with e^λ = R_off / R_on.
///
/// Source: S. Kvatinsky et al., "VTEAM: a general model for voltage-controlled memristors", IEEE Trans. Circuits Syst. II
/// 62 (2015) 786, the two relations between current and voltage. The standard values are from a secondary source, those of
/// the VTEAM class of MemTorch, which has the linear relation.
@Named(value = "vteam", doc = "Resistance by the position of a boundary, linear or exponential, the VTEAM form.")
public record VteamCurrent(
    @Param(doc = "Resistance at the position w_on.", unit = Unit.OHM, min = 1, max = 1e12, standard = "50 Ω",
            source = VteamCurrent.SOURCE)
        double onOhm,
    @Param(doc = "Resistance at the position w_off.", unit = Unit.OHM, min = 1, max = 1e15, standard = "1 kΩ",
            source = VteamCurrent.SOURCE)
        double offOhm,
    @Param(doc = "How the resistance follows the position.", standard = "linear") Relation relation,
    @Param(doc = "Threshold v_on, below which the state moves towards w_on.", key = "on-threshold", unit = Unit.VOLT,
            min = -100, max = -1e-6, standard = "-200 mV", source = VteamCurrent.SOURCE)
        double onThresholdV,
    @Param(doc = "Threshold v_off, above which the state moves towards w_off.", key = "off-threshold",
            unit = Unit.VOLT, min = 1e-6, max = 100, standard = "20 mV", source = VteamCurrent.SOURCE)
        double offThresholdV)
    implements CurrentLaw, StateLaw {
  private static final String SOURCE = "secondary source: standard values of VTEAM in MemTorch";

  /// How the resistance follows the position.
  public enum Relation {
    LINEAR,
    EXPONENTIAL
  }

  public VteamCurrent {
    if (!(onOhm > 0 && onOhm < offOhm && offOhm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "on = %s Ω and off = %s Ω are not finite, above 0 Ω and in this order".formatted(onOhm, offOhm));
    }
    if (!(onThresholdV < 0 && offThresholdV > 0)) {
      throw new IllegalArgumentException(
          "on-threshold = %s V and off-threshold = %s V are not below and above 0 V"
              .formatted(onThresholdV, offThresholdV));
    }
  }

  @Override
  public StateLaw law() {
    return this;
  }

  @Override
  public String name() {
    return "vteam";
  }

  @Override
  public ConductanceWindow window() {
    return new ConductanceWindow(1 / offOhm, 1 / onOhm);
  }

  @Override
  public VoltageRange voltages() {
    return new VoltageRange(onThresholdV, offThresholdV);
  }

  @Override
  public double state(double conductanceS) {
    return switch (relation) {
      case LINEAR -> (1 / conductanceS - onOhm) / (offOhm - onOhm);
      case EXPONENTIAL -> -StrictMath.log(conductanceS * onOhm) / StrictMath.log(offOhm / onOhm);
    };
  }

  @Override
  public double currentA(double state, double voltageV) {
    return conductanceS(state, voltageV) * voltageV;
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    return switch (relation) {
      case LINEAR -> 1 / (onOhm + (offOhm - onOhm) * state);
      case EXPONENTIAL -> StrictMath.exp(-StrictMath.log(offOhm / onOhm) * state) / onOhm;
    };
  }
}
