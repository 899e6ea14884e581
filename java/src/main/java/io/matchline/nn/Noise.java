package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.noise.NoiseStream;

/// While training, x + σ·ε with fresh standard normal ε: noise-aware training, where x are embeddings.
///
/// @param deviation σ, at least 0, in the unit of x
public record Noise(double deviation) implements Layer {
  public Noise {
    if (!(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException("deviation = %s is not finite and at least 0".formatted(deviation));
    }
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return !pass.training() || deviation == 0
        ? x
        : x.plus(pass.normal(NoiseStream.EMBEDDING_NOISE, x.shape()).times((float) deviation));
  }
}
