package io.matchline.device;

/// Relaxation of resistive memory: the spread around the target grows with the time since programming.
///
/// σ is a polynomial in x = target / 40 µS, fitted at 1 s, 1 day and 2 days; between these times it is interpolated in
/// the logarithm of time. What of this spread programming has already brought is not added again: the variance of the
/// change is that of the polynomial less that of programming, so that both together give the polynomial's.
///
/// Source: W. Wan et al., "A compute-in-memory chip based on resistive random-access memory", Nature 608 (2022) 504,
/// Extended Data Fig. 3; coefficients as in `ReRamWan2022NoiseModel` of the IBM Analog Hardware Acceleration Kit.
public record RramRelaxation() implements Ageing {
  private static final ConductanceWindow WINDOW = new ConductanceWindow(0, 40e-6);
  private static final double[] TIME_S = {1, 86_400, 172_800};

  /// Coefficients in µS for each time, ascending powers.
  private static final double[][] COEFFICIENTS = {
    {0.348, 16.030, -43.853, 45.393, -16.815},
    {0.701, 22.086, -50.773, 47.095, -16.458},
    {0.782, 20.274, -43.507, 37.062, -11.934}
  };

  @Override
  public Aged after(double elapsedS, ConductanceSpread included) {
    if (elapsedS == 0) {
      return (targetS, programmedS, normal) -> programmedS;
    }
    TimeShare at = TimeShare.of(elapsedS, TIME_S, "the relaxation of rram-wan");
    return (targetS, programmedS, normal) -> {
      double totalS = sigmaS(targetS, at);
      double includedS = included.sigmaS(targetS);
      double addedS = Math.sqrt(Math.max(0, totalS * totalS - includedS * includedS));
      return Math.max(0, programmedS + addedS * normal);
    };
  }

  /// Standard deviation around the target, S.
  ///
  /// @param elapsedS time since programming, 1 s … 2 days
  /// @throws IllegalArgumentException for other times, and for a target outside 0 … 40 µS
  public static double sigmaS(double targetS, double elapsedS) {
    return sigmaS(targetS, TimeShare.of(elapsedS, TIME_S, "the relaxation of rram-wan"));
  }

  private static double sigmaS(double targetS, TimeShare at) {
    if (!WINDOW.contains(targetS)) {
      throw new IllegalArgumentException(
          "a target of %s S is outside %s, where the relaxation of rram-wan was measured".formatted(targetS, WINDOW));
    }
    double x = targetS / WINDOW.highestS();
    return 1e-6 * at.between(polynomial(COEFFICIENTS[at.before()], x), polynomial(COEFFICIENTS[at.after()], x));
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * x + coefficients[k];
    }
    return sum;
  }
}
