package io.matchline.analysis;

import io.matchline.kernel.Workers;
import java.util.Arrays;

/// How well points of the same class lie together, and how well a layout keeps neighbours.
public final class ClusterScores {
  private ClusterScores() {}

  /// Share of the k nearest neighbours of each point that have its label, `[points]`.
  ///
  /// @param points `[points][dimensions]`, more than k
  public static double[] purity(double[][] points, int[] label, int k, Workers workers) {
    double[][] squares = checked(points, k, workers);
    double[] purity = new double[points.length];
    workers.run(points.length, 1, span -> {
      for (int i = (int) span.begin(); i < span.end(); i++) {
        int[] order = Neighbours.order(squares[i], i);
        for (int place = 0; place < k; place++) {
          purity[i] += label[order[place]] == label[i] ? 1.0 / k : 0;
        }
      }
    });
    return purity;
  }

  /// Silhouette of each point, `[points]`: (b − a) / max(a, b), a the mean distance to the others of its class and b the
  /// least mean distance to another class; 0 for a point alone in its class.
  ///
  /// Source: Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53.
  ///
  /// @param label 0 … classes − 1, at least two classes
  public static double[] silhouette(double[][] points, int[] label, Workers workers) {
    double[][] squares = checked(points, 1, workers);
    int[] members = new int[Arrays.stream(label).max().orElseThrow() + 1];
    Arrays.stream(label).forEach(c -> members[c]++);
    double[] silhouette = new double[points.length];
    workers.run(points.length, 1, span -> {
      for (int i = (int) span.begin(); i < span.end(); i++) {
        double[] sum = new double[members.length];
        for (int j = 0; j < points.length; j++) {
          sum[label[j]] += Math.sqrt(squares[i][j]);
        }
        silhouette[i] = silhouette(sum, members, label[i]);
      }
    });
    return silhouette;
  }

  private static double silhouette(double[] sum, int[] members, int own) {
    double other = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sum.length; c++) {
      other = c != own && members[c] > 0 ? Math.min(other, sum[c] / members[c]) : other;
    }
    double within = members[own] > 1 ? sum[own] / (members[own] - 1) : 0;
    double greater = Math.max(within, other);
    return members[own] > 1 && greater > 0 ? (other - within) / greater : 0;
  }

  /// 1 − 2 / (n k (2n − 3k − 1)) Σ_i Σ_j (r(i, j) − k) over the k nearest neighbours j of i in the layout, r being the rank
  /// of j among the neighbours of i in the original space where that is above k: 1 for a layout whose neighbours are all
  /// true ones.
  ///
  /// Source: Venna, Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001.
  ///
  /// @param k below half the number of points
  public static double trustworthiness(double[][] original, double[][] layout, int k, Workers workers) {
    int n = original.length;
    if (2 * k >= n) {
      throw new IllegalArgumentException("k = %d is not below half of %d points".formatted(k, n));
    }
    double[][] far = checked(original, k, workers);
    double[][] near = checked(layout, k, workers);
    double[] excess = new double[n];
    workers.run(n, 1, span -> {
      for (int i = (int) span.begin(); i < span.end(); i++) {
        int[] order = Neighbours.order(far[i], i);
        int[] rank = new int[n];
        for (int place = 0; place < order.length; place++) {
          rank[order[place]] = place + 1;
        }
        int[] shown = Neighbours.order(near[i], i);
        for (int place = 0; place < k; place++) {
          excess[i] += Math.max(0, rank[shown[place]] - k);
        }
      }
    });
    return 1 - 2 * Arrays.stream(excess).reduce(0, Double::sum) / ((double) n * k * (2.0 * n - 3.0 * k - 1));
  }

  private static double[][] checked(double[][] points, int k, Workers workers) {
    if (k < 1 || k >= points.length) {
      throw new IllegalArgumentException("%d neighbours of %d points".formatted(k, points.length));
    }
    return Neighbours.squares(points, workers);
  }
}
