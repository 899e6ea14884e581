package io.matchline.search;

import io.matchline.tcam.CellWords;
import java.util.Optional;

/// Turns embeddings into cells; made by {@link Features#encoder}.
public sealed interface Encoder permits TernaryEncoder, StateEncoder, RangeEncoder {
  /// Cells per word.
  int cells();

  /// Words to be stored, `[rows]` of embeddings.
  CellWords stored(float[][] embeddings, Reference reference);

  /// Words to be searched for.
  CellWords searched(float[][] embeddings, Reference reference);

  /// The projection whose signs the cells are; empty for other codes.
  default Optional<Projection> projection() {
    return Optional.empty();
  }
}
