package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// Turns embeddings into cells; made by {@link Features#encoder}.
public sealed interface Encoder permits PlaneEncoder, ThermometerEncoder, SignEncoder {
  /// Cells per word.
  int cells();

  /// Words to be stored, `[rows]` of embeddings.
  TernaryWords stored(float[][] embeddings, Reference reference);

  /// Words to be searched for.
  default TernaryWords searched(float[][] embeddings, Reference reference) {
    return stored(embeddings, reference);
  }
}
