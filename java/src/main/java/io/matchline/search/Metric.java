package io.matchline.search;

/// Distances between embeddings in software, the yardstick for what an array finds.
public enum Metric {
  /// 1 − cosine of the angle; 1 where one of them is zero.
  COSINE,
  /// Σ |a − b|.
  L1,
  /// √Σ (a − b)².
  L2,
  /// max |a − b|.
  LINF;

  private static final int LANES = 16;

  /// @throws IllegalArgumentException when the lengths differ
  public double distance(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("embeddings of length %d and %d".formatted(a.length, b.length));
    }
    return switch (this) {
      case COSINE -> cosine(a, b);
      case L1 -> sum(a, b, false);
      case L2 -> StrictMath.sqrt(sum(a, b, true));
      case LINF -> greatest(a, b);
    };
  }

  /// The nearest row, the lowest among equals.
  public int nearest(float[][] stored, float[] query) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < stored.length; row++) {
      double distance = distance(stored[row], query);
      if (distance < least) {
        least = distance;
        best = row;
      }
    }
    return best;
  }

  private static double cosine(float[] a, float[] b) {
    double lengths = StrictMath.sqrt(Dot.of(a, a) * Dot.of(b, b));
    return lengths > 0 ? 1 - Dot.of(a, b) / lengths : 1;
  }

  private static double sum(float[] a, float[] b, boolean squared) {
    double[] lane = new double[LANES];
    for (int i = 0; i < a.length; i++) {
      double gap = Math.abs((double) a[i] - b[i]);
      lane[i % LANES] += squared ? gap * gap : gap;
    }
    return Dot.tree(lane);
  }

  private static double greatest(float[] a, float[] b) {
    double greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, Math.abs((double) a[i] - b[i]));
    }
    return greatest;
  }
}
