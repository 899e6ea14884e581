package io.matchline.analysis;

import io.matchline.kernel.Workers;
import java.util.Arrays;

/// The gradient of the Kullback–Leibler divergence Σ p_ij ln(p_ij / q_ij) of a layout, q_ij ∝ 1 / (1 + d_ij²):
/// 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + d_ij²).
///
/// @param x `[points]` the gradient along x
/// @param y `[points]` along y
/// @param divergence Σ p_ij ln(p_ij / q_ij) over the pairs with an affinity
record TsneGradient(double[] x, double[] y, double divergence) {
  /// Each point's part is summed on its own and in one order, so the number of threads does not matter.
  ///
  /// @param exaggeration factor on the affinities in the gradient
  static TsneGradient of(
      Affinities affinities, double[] atX, double[] atY, double theta, double exaggeration, Workers workers) {
    int n = atX.length;
    QuadTree tree = new QuadTree(atX, atY);
    QuadTree.Repulsion[] repulsion = new QuadTree.Repulsion[n];
    double[] pullX = new double[n];
    double[] pullY = new double[n];
    double[] information = new double[n];
    workers.run(n, 1, span -> {
      int[] stack = QuadTree.stack();
      for (int i = (int) span.begin(); i < span.end(); i++) {
        repulsion[i] = tree.on(i, theta, stack);
        for (int k = 0; k < affinities.other()[i].length; k++) {
          int j = affinities.other()[i][k];
          double awayX = atX[i] - atX[j];
          double awayY = atY[i] - atY[j];
          double p = affinities.share()[i][k];
          double q = 1 / (1 + awayX * awayX + awayY * awayY);
          pullX[i] += p * q * awayX;
          pullY[i] += p * q * awayY;
          information[i] += p > 0 ? p * StrictMath.log(p / q) : 0;
        }
      }
    });
    double sum = Arrays.stream(repulsion).mapToDouble(QuadTree.Repulsion::sum).reduce(0, Double::sum);
    double[] slopeX = new double[n];
    double[] slopeY = new double[n];
    for (int i = 0; i < n; i++) {
      slopeX[i] = 4 * (exaggeration * pullX[i] - repulsion[i].forceX() / sum);
      slopeY[i] = 4 * (exaggeration * pullY[i] - repulsion[i].forceY() / sum);
    }
    double divergence = Arrays.stream(information).reduce(0, Double::sum) + StrictMath.log(sum);
    return new TsneGradient(slopeX, slopeY, divergence);
  }
}
