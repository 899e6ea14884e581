package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// I = I₀ exp(−g/g₀) sinh(V/V₀), the current of the Stanford–PKU model over the gap g between filament and electrode. The
/// state is g in m; the motion of the gap is not modelled, voltages are meant to be those of a read.
///
/// Source: X. Guan, S. Yu, H.-S. P. Wong, "A SPICE compact model of metal oxide resistive switching memory with
/// variations", IEEE Electron Device Lett. 33 (2012) 1405, the equation of the current; the standard values are those of the
/// Verilog-A model of Z. Jiang and H.-S. P. Wong, doi:10.4231/D37H1DN48, as scripts that evaluate it repeat them.
@Named(value = "stanford", doc = "Gap between filament and electrode: I0 exp(-g/g0) sinh(V/V0), the Stanford-PKU form.")
public record StanfordCurrent(
    @Param(doc = "Current scale I0.", key = "scale", unit = Unit.AMPERE, min = 1e-12, max = 10, standard = "1 mA",
            source = StanfordCurrent.SOURCE)
        double scaleA,
    @Param(doc = "Voltage scale V0.", key = "voltage", unit = Unit.VOLT, min = 1e-3, max = 100, standard = "250 mV",
            source = StanfordCurrent.SOURCE)
        double voltageV,
    @Param(doc = "Length g0 over which the current changes by a factor of e.", key = "length", unit = Unit.METRE,
            min = 1e-12, max = 1e-6, standard = "0.25 nm", source = StanfordCurrent.SOURCE)
        double lengthM,
    @Param(doc = "Smallest gap.", key = "narrowest", unit = Unit.METRE, min = 0, max = 1e-6, standard = "0.2 nm",
            source = StanfordCurrent.SOURCE)
        double narrowestM,
    @Param(doc = "Largest gap.", key = "widest", unit = Unit.METRE, min = 0, max = 1e-6, standard = "1.7 nm",
            source = StanfordCurrent.SOURCE)
        double widestM)
    implements CurrentLaw, StateLaw {
  private static final String SOURCE = "Verilog-A model, doi:10.4231/D37H1DN48";

  public StanfordCurrent {
    GapCurrent.require("scale", scaleA, "voltage", voltageV, "length", lengthM);
    if (!(narrowestM >= 0 && narrowestM < widestM && widestM < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "narrowest = %s m and widest = %s m are not finite, at least 0 m and in this order"
              .formatted(narrowestM, widestM));
    }
  }

  private GapCurrent gap() {
    return new GapCurrent(scaleA, voltageV, lengthM);
  }

  @Override
  public StateLaw law() {
    return this;
  }

  @Override
  public String name() {
    return "stanford";
  }

  @Override
  public ConductanceWindow window() {
    return gap().window(narrowestM, widestM);
  }

  @Override
  public VoltageRange voltages() {
    return VoltageRange.ALL;
  }

  @Override
  public double state(double conductanceS) {
    return gap().gapM(conductanceS);
  }

  @Override
  public double currentA(double state, double voltageV) {
    return gap().currentA(state, voltageV);
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    return gap().conductanceS(state, voltageV);
  }
}
