package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.noise.NoiseStream;

/// While training, every element is 0 with a probability, and larger by what is missing otherwise.
///
/// @param probability 0 … 1, exclusive of 1
///
/// Source: Srivastava et al., *Dropout*, JMLR 15, 2014.
public record Dropout(double probability) implements Layer {
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("probability = %s is outside [0, 1)".formatted(probability));
    }
  }

  @Override
  public Node apply(Pass pass, Node x) {
    if (!pass.training() || probability == 0) {
      return x;
    }
    double kept = 1 - probability;
    return x.times(pass.chosen(NoiseStream.DROPOUT, x.shape(), kept)).times((float) (1 / kept));
  }
}
