package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// An encoder into cells of 0, 1 and X.
public sealed interface TernaryEncoder extends Encoder permits PlaneEncoder, ThermometerEncoder, SignEncoder, CubeEncoder {
  @Override
  TernaryWords stored(float[][] embeddings, Reference reference);

  @Override
  default TernaryWords searched(float[][] embeddings, Reference reference) {
    return stored(embeddings, reference);
  }
}
