package io.matchline.analysis;

import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Comparator;

/// Euclidean distances among points, and who is near to whom.
public final class Neighbours {
  private Neighbours() {}

  /// Squared distances of all pairs, `[points][points]`.
  ///
  /// @param points `[points][dimensions]`
  public static double[][] squares(double[][] points, Workers workers) {
    double[][] squares = new double[points.length][points.length];
    workers.run(points.length, 1, span -> {
      for (int i = (int) span.begin(); i < span.end(); i++) {
        for (int j = 0; j < points.length; j++) {
          squares[i][j] = square(points[i], points[j]);
        }
      }
    });
    return squares;
  }

  private static double square(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }

  /// The other points by their distance from point `i`, nearest first; equal ones by their number.
  static int[] order(double[] square, int i) {
    Integer[] others = new Integer[square.length - 1];
    for (int j = 0, next = 0; j < square.length; j++) {
      if (j != i) {
        others[next++] = j;
      }
    }
    Arrays.sort(others, Comparator.comparingDouble((Integer j) -> square[j]).thenComparingInt(j -> j));
    return Arrays.stream(others).mapToInt(j -> j).toArray();
  }
}
