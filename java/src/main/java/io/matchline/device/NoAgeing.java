package io.matchline.device;

/// Conductances that stay as they are.
public record NoAgeing() implements Ageing {
  @Override
  public Aged after(double elapsedS, ConductanceSpread included) {
    Ageing.requireTime(elapsedS, 0, Double.POSITIVE_INFINITY, "the device without ageing");
    return (targetS, programmedS, normal) -> programmedS;
  }
}
