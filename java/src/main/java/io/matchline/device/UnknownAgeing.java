package io.matchline.device;

/// Ageing that nobody has measured: only the moment of programming is known.
///
/// @param model name of the device, for messages
public record UnknownAgeing(String model) implements Ageing {
  @Override
  public Aged after(double elapsedS, ConductanceSpread included) {
    if (elapsedS != 0) {
      throw new IllegalArgumentException(
          "a time of %s s after programming: nothing is known about the ageing of %s, only 0 s is"
              .formatted(elapsedS, model));
    }
    return (targetS, programmedS, normal) -> programmedS;
  }
}
