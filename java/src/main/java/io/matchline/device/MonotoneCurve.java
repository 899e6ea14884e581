package io.matchline.device;

import java.util.Arrays;

/// Piecewise cubic curve through points that never falls where the points do not fall, continued by its end tangents.
///
/// The slopes at inner points are weighted harmonic means of the neighbouring secants, the end slopes the limited
/// three-point formula. Source: F. N. Fritsch, J. Butland, "A method for constructing local monotone piecewise cubic
/// interpolants", SIAM J. Sci. Stat. Comput. 5 (1984) 300; F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17 (1980)
/// 238.
public final class MonotoneCurve {
  private final double[] x;
  private final double[] y;
  private final double[] slope;

  /// @param x ascending, at least three
  /// @param y one for each, never falling
  public MonotoneCurve(double[] x, double[] y) {
    this.x = x.clone();
    this.y = y.clone();
    this.slope = slopes(x, y);
  }

  private static double[] slopes(double[] x, double[] y) {
    int last = x.length - 1;
    double[] width = new double[last];
    double[] secant = new double[last];
    for (int i = 0; i < last; i++) {
      width[i] = x[i + 1] - x[i];
      secant[i] = (y[i + 1] - y[i]) / width[i];
    }
    double[] slope = new double[x.length];
    for (int i = 1; i < last; i++) {
      slope[i] = inner(width[i - 1], width[i], secant[i - 1], secant[i]);
    }
    slope[0] = end(width[0], width[1], secant[0], secant[1]);
    slope[last] = end(width[last - 1], width[last - 2], secant[last - 1], secant[last - 2]);
    return slope;
  }

  private static double inner(double widthBefore, double widthAfter, double before, double after) {
    if (before <= 0 || after <= 0) {
      return 0;
    }
    double weightBefore = 2 * widthAfter + widthBefore;
    double weightAfter = widthAfter + 2 * widthBefore;
    return (weightBefore + weightAfter) / (weightBefore / before + weightAfter / after);
  }

  private static double end(double width, double nextWidth, double secant, double nextSecant) {
    double slope = ((2 * width + nextWidth) * secant - width * nextSecant) / (width + nextWidth);
    return Math.clamp(slope, 0, 3 * secant);
  }

  double lowest() {
    return x[0];
  }

  double highest() {
    return x[x.length - 1];
  }

  public double value(double at) {
    if (at <= lowest() || at >= highest()) {
      int end = at <= lowest() ? 0 : x.length - 1;
      return y[end] + slope[end] * (at - x[end]);
    }
    int i = interval(at);
    double width = x[i + 1] - x[i];
    double t = (at - x[i]) / width;
    double s = 1 - t;
    return s * s * ((1 + 2 * t) * y[i] + t * width * slope[i])
        + t * t * ((1 + 2 * s) * y[i + 1] - s * width * slope[i + 1]);
  }

  double slope(double at) {
    if (at < lowest() || at >= highest()) {
      return slope[at < lowest() ? 0 : x.length - 1];
    }
    int i = interval(at);
    double width = x[i + 1] - x[i];
    double t = (at - x[i]) / width;
    double secant = (y[i + 1] - y[i]) / width;
    double middle = 6 * t * (1 - t) * secant;
    return Math.max(0, middle + (1 - t) * (1 - 3 * t) * slope[i] + t * (3 * t - 2) * slope[i + 1]);
  }

  private int interval(double at) {
    int found = Arrays.binarySearch(x, at);
    return found >= 0 ? found : -found - 2;
  }
}
