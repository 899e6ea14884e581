package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// x·W + b with weights that are drawn anew in every pass.
///
/// @param weights `[inputs + 1][outputs]`; the last row is the bias
public record BayesianLinear(GaussianWeights weights) implements Layer {
  public static BayesianLinear of(
      Parameters parameters, String name, int inputs, int outputs, GaussianStart start) {
    GaussianWeights weights = GaussianWeights.of(parameters, name, Shape.of(inputs + 1, outputs), inputs, start);
    Tensor mean = weights.mean();
    for (int j = 0; j < outputs; j++) {
      mean.set(inputs * outputs + j, 0);
    }
    return new BayesianLinear(weights);
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return weights.apply(pass, x, BayesianLinear::affine);
  }

  private static Node affine(Node x, Node weights) {
    int inputs = weights.shape().dim(0) - 1;
    return x.matmul(weights.slice(0, 0, inputs)).plus(weights.slice(0, inputs, inputs + 1));
  }

  /// KL(q(W) ‖ N(0, 1)) of all weights, a scalar.
  public Node divergence(Pass pass) {
    return weights.divergence(pass);
  }
}
