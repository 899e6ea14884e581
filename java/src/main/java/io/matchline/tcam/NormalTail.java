package io.matchline.tcam;

/// The upper tail of the standard normal distribution.
final class NormalTail {
  private static final double SERIES_BELOW = 2;
  private static final int TERMS = 200;

  private static final int STEPS_PER_UNIT = 256;
  private static final int UNITS = 9;
  private static final double[] TABLE = table();

  private NormalTail() {}

  private static double[] table() {
    double[] table = new double[UNITS * STEPS_PER_UNIT + 2];
    for (int i = 0; i < table.length; i++) {
      table[i] = above((double) i / STEPS_PER_UNIT);
    }
    return table;
  }

  /// P(σ Z > x) to 5e-7, from a table; beyond nine standard deviations 0 or 1.
  static double tabulated(double x, double sigma) {
    if (!(sigma > 0)) {
      return above(x, sigma);
    }
    double place = STEPS_PER_UNIT * Math.min(Math.abs(x) / sigma, UNITS);
    int below = (int) place;
    double tail = TABLE[below] + (place - below) * (TABLE[below + 1] - TABLE[below]);
    return x < 0 ? 1 - tail : tail;
  }

  /// P(σ Z > x); without deviation 1 below 0, 0 above and a half at 0.
  static double above(double x, double sigma) {
    return sigma > 0 ? above(x / sigma) : x < 0 ? 1 : x > 0 ? 0 : 0.5;
  }

  /// P(Z > x): near 0 by the series ½ − φ(x) Σ x^{2n+1}/(1·3···(2n+1)), beyond by the continued fraction
  /// φ(x)/(x + 1/(x + 2/(x + …))); Abramowitz and Stegun, 26.2.11 and 26.2.14.
  static double above(double x) {
    if (x < 0) {
      return 1 - above(-x);
    }
    double density = StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    if (x < SERIES_BELOW) {
      double term = x;
      double sum = x;
      for (int n = 1; n < TERMS; n++) {
        term *= x * x / (2 * n + 1);
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = 0;
    for (int n = TERMS; n >= 1; n--) {
      fraction = n / (x + fraction);
    }
    return density / (x + fraction);
  }
}
