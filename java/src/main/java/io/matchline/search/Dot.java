package io.matchline.search;

/// Sums over embeddings in the canonical order: lane i mod 16 in the order of i, then halves onto halves.
final class Dot {
  static final int LANES = 16;

  private Dot() {}

  /// Σ a[i]·b[i]; every product of floats is exact in double.
  static double of(float[] a, float[] b) {
    double[] lane = new double[LANES];
    for (int first = 0; first < a.length; first += LANES) {
      int used = Math.min(LANES, a.length - first);
      for (int l = 0; l < used; l++) {
        lane[l] += (double) a[first + l] * b[first + l];
      }
    }
    return tree(lane);
  }

  /// Adds up 16 lanes; overwrites them.
  static double tree(double[] lane) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lane[l] += lane[l + half];
      }
    }
    return lane[0];
  }
}
