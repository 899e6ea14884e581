package io.matchline.tcam;

import java.lang.foreign.Arena;

/// Where the conductances of a column tile come from.
sealed interface TileSource permits ProgrammedTiles, MeasuredTiles {
  /// Whether all cells in the same state conduct alike.
  boolean uniform();

  Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns);
}
