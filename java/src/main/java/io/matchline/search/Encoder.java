package io.matchline.search;

/// Turns embeddings into cells; made by {@link Features#encoder}.
public sealed interface Encoder permits PlaneEncoder, ThermometerEncoder, SignEncoder {
  /// Cells per word.
  int cells();

  /// Words to be stored, `[rows]` of embeddings.
  CodeWords stored(float[][] embeddings, Reference reference);

  /// Words to be searched for.
  default CodeWords searched(float[][] embeddings, Reference reference) {
    return stored(embeddings, reference);
  }
}
