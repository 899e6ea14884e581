package io.matchline.hardware;

import io.matchline.nn.Similarity;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;

/// The differentiable similarity that stands behind a search for its gradient.
@Variants(key = "kind")
public sealed interface Surrogate {
  /// A similarity of the embeddings themselves.
  @Named(value = "embeddings", doc = "a similarity of the embeddings, whatever the code")
  record Embeddings(@Param(doc = "how near embeddings are", standard = "cosine") Similarity metric)
      implements Surrogate {}

  /// (1/P) Σ tanh(k x) tanh(k y) over the P planes of a code of signs, x and y being the projections of the two
  /// embeddings over their lengths: for large k it is 1 − 2 · (share of differing bits), and 0 is its value where nothing is
  /// known.
  @Named(value = "soft-hamming", doc = "agreement of softened bits, for lsh, tlsh and sign")
  record SoftHamming(
      @Param(
              doc = "slope k of a softened bit tanh(k x), x the projection over the embedding's length",
              min = 1e-3,
              max = 1e3,
              standard = "2")
          double slope)
      implements Surrogate {}
}
