package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Variants;

/// How embeddings become the cells of a ternary array.
@Variants(key = "kind")
public sealed interface Features permits Lsh, TernaryLsh, Thermometer, Sign {
  /// Cells per word for embeddings of `dimensions` numbers.
  int cells(int dimensions);

  /// The encoder for embeddings of `dimensions` numbers. Whatever is random in it is drawn here, once.
  Encoder encoder(Kernels kernels, long seed, int dimensions);
}
