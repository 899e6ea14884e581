package io.matchline.mvm;

import io.matchline.unit.Named;

/// How often the noise of reads is drawn.
public enum ReadMode {
  /// For every cell, anew for every vector.
  @Named(value = "fresh", doc = "for every cell, anew for every vector")
  FRESH,

  /// For every cell, once for all vectors of a batch.
  @Named(value = "batch", doc = "for every cell, once for all vectors of a batch")
  BATCH,

  /// Once for every output in place of its cells, with the same law: {@link OutputNoise}.
  @Named(value = "output", doc = "for every output in place of its cells, with the same law; needs wires without resistance")
  OUTPUT
}
