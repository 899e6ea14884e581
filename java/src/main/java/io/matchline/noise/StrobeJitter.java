package io.matchline.noise;

/// Jitter of the sense amplifiers' strobe: normal, drawn per amplifier and search.
///
/// @param sigmaS standard deviation, s; 0 for none
public record StrobeJitter(double sigmaS) {
  public StrobeJitter {
    if (!(sigmaS >= 0 && sigmaS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("jitter = %s s is not a finite number of at least 0 s".formatted(sigmaS));
    }
  }
}
