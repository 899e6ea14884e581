package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Search words in the digital layout: `ml_queries` of `matchline.h`.
///
/// Tiles of 8 queries; word `w` of a tile is 8 consecutive 32-bit numbers with the 16 bits written twice. A search 1
/// has its bit in `sl`, a search 0 in `slb`, a search X in neither. Binary queries leave `slb` out (NULL).
///
/// @param queries number of queries, at least 1
/// @param words words per query, equal to the rows' words
/// @param sl `[tiles][words][8]` 32-bit
/// @param slb `[tiles][words][8]` 32-bit, or NULL
public record DigitalQueries(int queries, int words, MemorySegment sl, MemorySegment slb) {
  public static final int QUERIES_PER_TILE = 8;

  public DigitalQueries {
    require(queries >= 1, "queries = %d is below 1", queries);
    require(words >= 1 && words <= DigitalRows.MAX_WORDS, "words = %d is outside 1 … %d", words, DigitalRows.MAX_WORDS);
    long elements = tiles(queries) * words * QUERIES_PER_TILE;
    requireSize(sl, "sl", elements, Integer.BYTES);
    if (slb.address() != 0) {
      requireSize(slb, "slb", elements, Integer.BYTES);
    }
  }

  public boolean binary() {
    return slb.address() == 0;
  }

  /// Tiles that `queries` queries take.
  public static long tiles(int queries) {
    return Shapes.blocks(queries, QUERIES_PER_TILE);
  }
}
