package io.matchline.analysis;

/// A metric as a noisy cosine: what of it is not a linear function of the cosine counts as noise.
public final class NoiseStrength {
  private NoiseStrength() {}

  /// Pearson's correlation of two series; NaN where one of them is constant.
  public static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  /// Standard deviation of the noise over that of the signal, √(1 − ρ²) / |ρ|.
  ///
  /// @param correlation ρ, −1 … 1
  public static double ratio(double correlation) {
    return Math.sqrt(Math.max(0, 1 - correlation * correlation)) / Math.abs(correlation);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }
}
