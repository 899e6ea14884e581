package io.matchline.search;

import java.util.Arrays;

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
    requireSameLength(a, b);
    return switch (this) {
      case COSINE -> cosine(a, b, Dot.of(a, a), Dot.of(b, b));
      case L1 -> sum(a, b, false);
      case L2 -> StrictMath.sqrt(sum(a, b, true));
      case LINF -> greatest(a, b);
    };
  }

  /// The nearest row of each query, the lowest among equals.
  ///
  /// @throws IllegalArgumentException when the lengths differ
  public int[] nearest(float[][] stored, float[][] queries) {
    double[] square = this == COSINE ? Arrays.stream(stored).mapToDouble(row -> Dot.of(row, row)).toArray() : null;
    int[] nearest = new int[queries.length];
    for (int q = 0; q < queries.length; q++) {
      double ownSquare = this == COSINE ? Dot.of(queries[q], queries[q]) : 0;
      double least = Double.POSITIVE_INFINITY;
      for (int row = 0; row < stored.length; row++) {
        double distance = this == COSINE
            ? cosine(stored[row], queries[q], square[row], ownSquare)
            : distance(stored[row], queries[q]);
        if (distance < least) {
          least = distance;
          nearest[q] = row;
        }
      }
    }
    return nearest;
  }

  private static void requireSameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("embeddings of length %d and %d".formatted(a.length, b.length));
    }
  }

  /// @param aa a · a
  /// @param bb b · b
  private static double cosine(float[] a, float[] b, double aa, double bb) {
    requireSameLength(a, b);
    double lengths = StrictMath.sqrt(aa * bb);
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
