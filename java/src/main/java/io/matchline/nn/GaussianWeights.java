package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.noise.NoiseStream;
import java.util.function.BinaryOperator;

/// Independent normal weights, drawn anew in every pass: mean μ, deviation softplus(ρ).
///
/// Sources: Blundell et al., *Weight uncertainty in neural networks*, ICML 2015; Kingma, Salimans, Welling, *Variational
/// dropout and the local reparameterization trick*, NeurIPS 2015.
///
/// @param mean μ
/// @param rho ρ, of the same shape
/// @param local whether a pass that trains draws for every sample on its own, what the weights give in place of the weights
public record GaussianWeights(Tensor mean, Tensor rho, boolean local) {
  /// Keeps the gradient of a deviation finite where the inputs are 0.
  private static final float LEAST_VARIANCE = 1e-10f;

  /// With means for a ReLU behind them.
  ///
  /// @param inputs that one output sums
  static GaussianWeights of(Parameters parameters, String name, Shape shape, int inputs, GaussianStart start) {
    return new GaussianWeights(
        parameters.he(name + ".mean", shape, inputs),
        parameters.constant(name + ".rho", shape, (float) start.rho()),
        start.local());
  }

  /// Whether every sample of the pass has its own draw.
  boolean drawnPerSample(Pass pass) {
    return local && pass.training();
  }

  /// What the weights make of x.
  ///
  /// @param map linear in x and in the weights
  Node apply(Pass pass, Node x, BinaryOperator<Node> map) {
    return drawnPerSample(pass) ? perSample(pass, x, map) : map.apply(x, drawn(pass));
  }

  /// The sums of independent normal weights are normal, with the squares' sums of the variances.
  private Node perSample(Pass pass, Node x, BinaryOperator<Node> map) {
    Node deviation = pass.of(rho).softplus();
    Node centre = map.apply(x, pass.of(mean));
    Node variance = map.apply(x.times(x), deviation.times(deviation));
    Node noise = pass.normal(NoiseStream.BAYESIAN_WEIGHTS, centre.shape());
    return centre.plus(variance.plus(LEAST_VARIANCE).sqrt().times(noise));
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
