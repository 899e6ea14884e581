package io.matchline.search;

import io.matchline.unit.Named;

/// What sign codes subtract from embeddings before they look at signs.
public enum Centre {
  /// The mean of the stored rows: right for embeddings that are not centred by themselves, such as non-negative ones,
  /// whose angles would otherwise all be small and whose codes would nearly agree.
  @Named(value = "stored", doc = "the mean of the stored rows, for embeddings that are not centred by themselves")
  STORED,
  /// Nothing: right for signed embeddings.
  @Named(value = "none", doc = "nothing, for signed embeddings")
  NONE;

  float[] apply(float[] embedding, Reference reference) {
    return switch (this) {
      case STORED -> reference.centred(embedding);
      case NONE -> embedding;
    };
  }
}
