package io.matchline.analysis;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How {@link Tsne} lays points out.
@Named(value = "tsne", doc = "t-distributed stochastic neighbour embedding")
public record TsneSettings(
    @Param(doc = "effective number of neighbours; three times as many are looked at, fewer than there are points", min = 2,
            max = 1000, standard = "30", source = "van der Maaten, Hinton, JMLR 9 (2008) 2579")
        double perplexity,
    @Param(doc = "steps of gradient descent", min = 1, max = 100_000, standard = "1000") int iterations,
    @Param(doc = "cells of the tree smaller than this share of their distance count as one point; 0: every point by itself",
            min = 0, max = 0.7, standard = "0.5", source = "van der Maaten, JMLR 15 (2014) 3221")
        double theta,
    @Param(doc = "factor on attractions during the first quarter of the steps, at most 250", min = 1, max = 100,
            standard = "12", source = "van der Maaten, JMLR 15 (2014) 3221")
        double exaggeration) {
  /// The cell that holds a point stays open below it.
  static final double MAX_THETA = 0.7;

  public TsneSettings {
    if (!(theta >= 0 && theta <= MAX_THETA)) {
      throw new IllegalArgumentException("theta = %s is outside 0 … %s".formatted(theta, MAX_THETA));
    }
    if (!(perplexity >= 2 && exaggeration >= 1 && iterations >= 1)) {
      throw new IllegalArgumentException(
          "perplexity = %s, exaggeration = %s, iterations = %d; at least 2, 1 and 1 are needed"
              .formatted(perplexity, exaggeration, iterations));
    }
  }

  /// Neighbours that are looked at.
  int neighbours() {
    return (int) (3 * perplexity);
  }

  int exaggerated() {
    return Math.min(250, iterations / 4);
  }
}
