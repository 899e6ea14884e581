package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.noise.NoiseStream;

/// x·W + b with independent normal weights, drawn anew in every pass: mean μ, deviation softplus(ρ).
///
/// Source: Blundell et al., *Weight uncertainty in neural networks*, ICML 2015.
///
/// @param mean μ, `[inputs + 1][outputs]`; the last row is the bias
/// @param rho ρ, of the same shape
public record BayesianLinear(Tensor mean, Tensor rho) implements Layer {
  /// @param rho initial ρ, for example −5
  public static BayesianLinear of(Parameters parameters, String name, int inputs, int outputs, float rho) {
    Tensor mean = parameters.he(name + ".mean", Shape.of(inputs + 1, outputs), inputs);
    for (int j = 0; j < outputs; j++) {
      mean.set(inputs * outputs + j, 0);
    }
    return new BayesianLinear(mean, parameters.constant(name + ".rho", mean.shape(), rho));
  }

  @Override
  public Node apply(Pass pass, Node x) {
    int inputs = mean.shape().dim(0) - 1;
    Node drawn = drawn(pass);
    return x.matmul(drawn.slice(0, 0, inputs)).plus(drawn.slice(0, inputs, inputs + 1));
  }

  private Node drawn(Pass pass) {
    Node deviation = pass.of(rho).softplus();
    return pass.of(mean).plus(deviation.times(pass.normal(NoiseStream.BAYESIAN_WEIGHTS, mean.shape())));
  }

  /// KL(q(W) ‖ N(0, 1)) of all weights, a scalar.
  public Node divergence(Pass pass) {
    Node deviation = pass.of(rho).softplus();
    Node mu = pass.of(mean);
    return deviation.times(deviation).plus(mu.times(mu)).plus(-1).times(0.5f).minus(deviation.log()).sum();
  }
}
