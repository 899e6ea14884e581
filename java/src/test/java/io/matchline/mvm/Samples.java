package io.matchline.mvm;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Statistics of samples of one random quantity.
final class Samples {
  private Samples() {}

  static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  /// Mean of the k-th power of the deviations from `mean`.
  static double moment(double[] x, double mean, int k) {
    return Arrays.stream(x).map(v -> Math.pow(v - mean, k)).average().orElseThrow();
  }

  /// Largest distance between the empirical distribution functions of two samples without ties, times
  /// √(n m / (n + m)): the two-sample statistic of Kolmogorov and Smirnov, whose 1e-5 quantile is 2.47.
  static double kolmogorovSmirnov(double[] x, double[] y) {
    double[] a = x.clone();
    double[] b = y.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double distance = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] <= b[j]) {
        i++;
      } else {
        j++;
      }
      distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return distance * Math.sqrt((double) a.length * b.length / (a.length + b.length));
  }

  /// Pearson's statistic of standard normal `z` over cells of equal probability between `bounds`.
  static double chiSquare(double[] z, double[] bounds) {
    int[] count = new int[bounds.length + 1];
    for (double v : z) {
      int at = Arrays.binarySearch(bounds, v);
      count[at < 0 ? -at - 1 : at + 1]++;
    }
    double expected = (double) z.length / count.length;
    return IntStream.of(count).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  /// Correlation times √n, standard normal for independent samples.
  static double correlation(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double product = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
    return product / Math.sqrt(moment(x, meanX, 2) * moment(y, meanY, 2) * x.length);
  }
}
