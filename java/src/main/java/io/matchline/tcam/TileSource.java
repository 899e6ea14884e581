package io.matchline.tcam;

import java.lang.foreign.Arena;
import java.util.Optional;

/// Where the conductances of a column tile come from.
sealed interface TileSource permits ProgrammedTiles, MeasuredTiles {
  /// Whether all cells in the same state conduct alike.
  boolean uniform();

  /// The cells of a tile, where searches may see other conductances than the search before.
  Optional<NoisyCells> noisyCells(Tiling.Columns columns);

  /// The noise of the reads of a tile, where it is but a factor on the conductances that cells have besides.
  Optional<ReadFactors> readFactors(Tiling.Columns columns);

  /// The cells of a tile without the noise of reads.
  Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns);
}
