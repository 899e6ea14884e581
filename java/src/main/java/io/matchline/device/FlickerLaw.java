package io.matchline.device;

/// Noise far slower than a multiplication: a factor 1 + σ z on the conductance, z drawn once per multiplication.
public enum FlickerLaw {
  NONE,

  /// σ² = Q² ln((t + 250 ns) / 500 ns) with Q = min(0.0088 / x^0.65, 0.2), x = target / 25 µS and t the time since
  /// programming; 0 before 250 ns.
  ///
  /// Source: S. R. Nandakumar et al., "Phase-change memory models for deep learning training and inference", ICECS 2019.
  PCM;

  private static final double READ_S = 250e-9;
  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, 25e-6);

  /// Standard deviation relative to the conductance.
  ///
  /// @param elapsedS time since programming, s, at least 0
  /// @throws IllegalArgumentException outside the window in which the law was fitted, and for negative times
  public double relativeSigma(double targetS, double elapsedS) {
    if (!(elapsedS >= 0 && elapsedS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a time of %s s after programming is not at least 0 s".formatted(elapsedS));
    }
    return switch (this) {
      case NONE -> 0;
      case PCM -> pcm(targetS, elapsedS);
    };
  }

  private static double pcm(double targetS, double elapsedS) {
    if (!WINDOW.contains(targetS)) {
      throw new IllegalArgumentException(
          "a target of %s S is outside %s, where the flicker noise of pcm was fitted".formatted(targetS, WINDOW));
    }
    double share = targetS / WINDOW.highestS();
    double strength = Math.min(0.0088 / StrictMath.pow(share, 0.65), 0.2);
    return elapsedS < READ_S ? 0 : strength * Math.sqrt(StrictMath.log((elapsedS + READ_S) / (2 * READ_S)));
  }
}
