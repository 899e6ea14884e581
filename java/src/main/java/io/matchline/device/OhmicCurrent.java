package io.matchline.device;

import io.matchline.unit.Named;

/// I = G V; the state is the conductance.
@Named(value = "ohmic", doc = "Current proportional to the voltage.")
public record OhmicCurrent() implements CurrentLaw, StateLaw {
  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, Double.MAX_VALUE);

  @Override
  public StateLaw law() {
    return this;
  }

  @Override
  public String name() {
    return "ohmic";
  }

  @Override
  public ConductanceWindow window() {
    return WINDOW;
  }

  @Override
  public VoltageRange voltages() {
    return VoltageRange.ALL;
  }

  @Override
  public double state(double conductanceS) {
    return conductanceS;
  }

  @Override
  public double currentA(double state, double voltageV) {
    return state * voltageV;
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    return state;
  }
}
