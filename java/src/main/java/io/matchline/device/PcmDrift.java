package io.matchline.device;

/// Drift of phase-change memory: g(t) = g(20 s) · (t / 20 s)^−ν from 20 s on, ν normal with, for x = target / 25 µS,
/// mean 0.0244 − 0.0155 ln x within 0.049 … 0.1 and standard deviation −0.0059 − 0.0125 ln x within 0.008 … 0.045.
///
/// Source: S. R. Nandakumar et al., "Phase-change memory models for deep learning training and inference", ICECS 2019.
public record PcmDrift() implements Ageing {
  /// Time of the first measurement, s; conductances as programmed are those of this time.
  public static final double START_S = 20;

  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, 25e-6);

  @Override
  public Aged after(double elapsedS, ConductanceSpread included) {
    if (elapsedS == 0) {
      return (targetS, programmedS, normal) -> programmedS;
    }
    Ageing.requireTime(elapsedS, START_S, Double.POSITIVE_INFINITY, "the drift of pcm");
    double logTime = StrictMath.log(elapsedS / START_S);
    return (targetS, programmedS, normal) ->
        programmedS * StrictMath.exp(-logTime * (meanExponent(targetS) + exponentSpread(targetS) * normal));
  }

  /// Mean of ν.
  ///
  /// @throws IllegalArgumentException for a target outside 0 … 25 µS
  public static double meanExponent(double targetS) {
    return Math.clamp(0.0244 - 0.0155 * logShare(targetS), 0.049, 0.1);
  }

  /// Standard deviation of ν.
  ///
  /// @throws IllegalArgumentException for a target outside 0 … 25 µS
  public static double exponentSpread(double targetS) {
    return Math.clamp(-0.0059 - 0.0125 * logShare(targetS), 0.008, 0.045);
  }

  private static double logShare(double targetS) {
    if (!WINDOW.contains(targetS)) {
      throw new IllegalArgumentException(
          "a target of %s S is outside %s, where the drift of pcm was measured".formatted(targetS, WINDOW));
    }
    return StrictMath.log(targetS / WINDOW.highestS());
  }
}
