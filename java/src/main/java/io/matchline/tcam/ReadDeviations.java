package io.matchline.tcam;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Deviations;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Span;
import io.matchline.noise.NoiseSources;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Normal noise of reads: where a cell has the conductance G, a search sees max(0, G + σ z), z drawn for each cell at every
/// search.
///
/// @param sources where z comes from
/// @param columns cells of the tile
/// @param share σ over G where that is the same for all devices, else 0
/// @param sigma σ of the devices, in the places of the conductances; where they differ in more than G
record ReadDeviations(NoiseSources sources, Tiling.Columns columns, double share, Optional<Conductances> sigma) {
  /// What one search sees of the rows of some blocks.
  ///
  /// @param room for a finite float for each row and each cell of the line; those of unused columns stay as they are
  Deviations during(int search, Span blocks, MemorySegment room) {
    long lanes = (blocks.end() - blocks.begin()) * AnalogCells.LANES;
    Patch patch = new Patch(blocks.begin() * AnalogCells.LANES, lanes, columns.begin(), columns.used());
    sources.readNormals(search, patch, room, lanes);
    return sigma
        .map(s -> new Deviations(room, lanes, s.sl(blocks), s.slb(blocks), 0))
        .orElseGet(() -> Deviations.inProportion(room, lanes, share));
  }
}
