package io.matchline.train;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;

/// What training does against noise of the embeddings.
@Variants(key = "kind")
public sealed interface Method {
  /// Nothing.
  @Named(value = "plain", doc = "training without noise")
  record Plain() implements Method {}

  /// Fresh normal noise on every support and query embedding.
  ///
  /// @param deviation in units of the RMS of the embeddings that plain training with the same seed gives
  @Named(value = "noise-aware", doc = "fresh normal noise on support and query embeddings in every step")
  record NoiseAware(
      @Param(doc = "standard deviation, in units of the RMS of the embeddings of plain training", min = 0, max = 1000,
              standard = "0.5")
          double deviation)
      implements Method {}

  /// Weights are normal distributions; the loss is the mean over draws plus β / episodes · KL(q ‖ N(0, 1)).
  @Named(value = "bayesian", doc = "mean-field normal weights, a mean over draws and a divergence from N(0, 1)")
  record Bayesian(
      @Param(doc = "draws of the weights in a step", min = 1, max = 100, standard = "3") int samples,
      @Param(doc = "draws whose embeddings are averaged in tests", min = 1, max = 1000, standard = "10")
          int testSamples,
      @Param(doc = "weight of the divergence over a whole training", min = 0, max = 1e6, standard = "1e-3") double beta,
      @Param(doc = "initial ρ; the deviation of a weight is ln(1 + exp ρ)", min = -20, max = 5, standard = "-5")
          double rho,
      @Param(doc = "whether every image of a training step has its own draw, of what the weights give", standard = "off")
          boolean localReparameterization,
      @Param(doc = "whether only the last layer's weights are distributions", standard = "off")
          boolean lastLayerOnly)
      implements Method {}
}
