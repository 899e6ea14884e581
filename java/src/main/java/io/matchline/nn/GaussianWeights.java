package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.noise.NoiseStream;

/// Independent normal weights, drawn anew in every pass: mean μ, deviation softplus(ρ).
///
/// Source: Blundell et al., *Weight uncertainty in neural networks*, ICML 2015.
///
/// @param mean μ
/// @param rho ρ, of the same shape
public record GaussianWeights(Tensor mean, Tensor rho) {
  /// With means for a ReLU behind them.
  ///
  /// @param inputs that one output sums
  /// @param rho initial ρ, for example −5
  static GaussianWeights of(Parameters parameters, String name, Shape shape, int inputs, float rho) {
    return new GaussianWeights(
        parameters.he(name + ".mean", shape, inputs), parameters.constant(name + ".rho", shape, rho));
  }

  Node drawn(Pass pass) {
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
