package io.matchline.analysis;

import io.matchline.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Symmetric affinities of points, zero but for neighbours; all together sum to 1.
///
/// @param other `[points][…]` the points with an affinity, rising
/// @param share `[points][…]` the affinity p_ij
record Affinities(int[][] other, double[][] share) {
  private static final int HALVINGS = 60;

  /// p_ij = (p_{j|i} + p_{i|j}) / 2n with p_{j|i} ∝ exp(−β_i d_ij²) over the nearest neighbours of i, β_i such that the entropy of
  /// p_{·|i} is that of `perplexity` equal shares.
  ///
  /// Source: van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15 (2014) 3221.
  static Affinities of(double[][] squares, int neighbours, double perplexity, Workers workers) {
    int n = squares.length;
    int[][] nearest = new int[n][];
    double[][] conditional = new double[n][];
    workers.run(n, 1, span -> {
      for (int i = (int) span.begin(); i < span.end(); i++) {
        nearest[i] = Arrays.copyOf(Neighbours.order(squares[i], i), neighbours);
        conditional[i] = conditional(squares[i], nearest[i], StrictMath.log(perplexity));
      }
    });
    List<TreeMap<Integer, Double>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new TreeMap<>());
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < neighbours; k++) {
        double half = conditional[i][k] / (2.0 * n);
        rows.get(i).merge(nearest[i][k], half, Double::sum);
        rows.get(nearest[i][k]).merge(i, half, Double::sum);
      }
    }
    return new Affinities(
        rows.stream().map(row -> row.keySet().stream().mapToInt(j -> j).toArray()).toArray(int[][]::new),
        rows.stream().map(row -> row.values().stream().mapToDouble(p -> p).toArray()).toArray(double[][]::new));
  }

  private static double[] conditional(double[] square, int[] nearest, double entropy) {
    double[] share = new double[nearest.length];
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = 1;
    for (int step = 0; step < HALVINGS; step++) {
      boolean tooEven = shares(square, nearest, beta, share) > entropy;
      low = tooEven ? beta : low;
      high = tooEven ? high : beta;
      beta = high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
    }
    return share;
  }

  /// Writes the shares and returns their entropy. Distances count from the nearest one, which changes no share.
  private static double shares(double[] square, int[] nearest, double beta, double[] share) {
    double least = square[nearest[0]];
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < share.length; k++) {
      double away = square[nearest[k]] - least;
      share[k] = StrictMath.exp(-beta * away);
      sum += share[k];
      weighted += share[k] * away;
    }
    for (int k = 0; k < share.length; k++) {
      share[k] /= sum;
    }
    return StrictMath.log(sum) + beta * weighted / sum;
  }
}
