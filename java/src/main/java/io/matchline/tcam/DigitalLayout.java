package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.matchline.kernel.DigitalQueries;
import io.matchline.kernel.DigitalRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packs ternary words for the digital kernels, 64 cells at a time.
///
/// The binary form has one plane and is faster; it serves only where neither the stored nor the searched words have a
/// don't-care. Rows and queries of one search take the same form.
public final class DigitalLayout {
  /// Cells of the widest word, so that distances fit in 16 bits.
  public static final int MAX_CELLS = DigitalRows.MAX_WORDS * DigitalRows.CELLS_PER_WORD;

  /// Cache-line alignment: no vector load is split.
  private static final long ALIGNMENT_BYTES = 64;

  /// 16-cell words in a 64-cell word.
  private static final int PARTS = TernaryWords.CELLS_PER_WORD / DigitalRows.CELLS_PER_WORD;

  private static final int LANES = DigitalRows.ROWS_PER_BLOCK;
  private static final int QUERIES = DigitalQueries.QUERIES_PER_TILE;
  private static final int TWICE = 0x10001;

  private DigitalLayout() {}

  /// Whether a search may take the binary form.
  public static boolean binary(TernaryWords stored, TernaryWords queries) {
    return stored.binary() && queries.binary();
  }

  /// Stored words in the layout of {@link DigitalRows}.
  ///
  /// @param binary take the binary form; only for words without don't-care
  public static DigitalRows rows(Arena arena, TernaryWords stored, boolean binary) {
    int words = words(stored, binary);
    long bytes = DigitalRows.blocks(stored.rows()) * words * LANES * Short.BYTES;
    MemorySegment onSlb = arena.allocate(bytes, ALIGNMENT_BYTES);
    MemorySegment onSl = binary ? MemorySegment.NULL : arena.allocate(bytes, ALIGNMENT_BYTES);
    for (int row = 0; row < stored.rows(); row++) {
      long first = (long) (row / LANES) * words * LANES + row % LANES;
      for (int w = 0; w < stored.wordsPerRow(); w++) {
        long ones = stored.value(row, w);
        putRow(onSlb, first, w, words, ones);
        if (!binary) {
          putRow(onSl, first, w, words, stored.care(row, w) & ~ones);
        }
      }
    }
    return new DigitalRows(stored.rows(), words, onSl, onSlb);
  }

  /// Search words in the layout of {@link DigitalQueries}.
  ///
  /// @param binary take the binary form; only for words without don't-care
  public static DigitalQueries queries(Arena arena, TernaryWords queries, boolean binary) {
    int words = words(queries, binary);
    long bytes = DigitalQueries.tiles(queries.rows()) * words * QUERIES * Integer.BYTES;
    MemorySegment sl = arena.allocate(bytes, ALIGNMENT_BYTES);
    MemorySegment slb = binary ? MemorySegment.NULL : arena.allocate(bytes, ALIGNMENT_BYTES);
    for (int query = 0; query < queries.rows(); query++) {
      long first = (long) (query / QUERIES) * words * QUERIES + query % QUERIES;
      for (int w = 0; w < queries.wordsPerRow(); w++) {
        long ones = queries.value(query, w);
        putQuery(sl, first, w, words, ones);
        if (!binary) {
          putQuery(slb, first, w, words, queries.care(query, w) & ~ones);
        }
      }
    }
    return new DigitalQueries(queries.rows(), words, sl, slb);
  }

  private static void putRow(MemorySegment plane, long first, int word, int words, long bits) {
    for (int part = 0, w = word * PARTS; part < PARTS && w < words; part++, w++) {
      plane.setAtIndex(JAVA_SHORT, first + (long) w * LANES, (short) (bits >>> part * DigitalRows.CELLS_PER_WORD));
    }
  }

  private static void putQuery(MemorySegment plane, long first, int word, int words, long bits) {
    for (int part = 0, w = word * PARTS; part < PARTS && w < words; part++, w++) {
      int cells = (int) (bits >>> part * DigitalRows.CELLS_PER_WORD) & 0xffff;
      plane.setAtIndex(JAVA_INT, first + (long) w * QUERIES, cells * TWICE);
    }
  }

  private static int words(TernaryWords words, boolean binary) {
    if (words.cells() > MAX_CELLS) {
      throw new IllegalArgumentException("cells = %d is above %d".formatted(words.cells(), MAX_CELLS));
    }
    if (binary && !words.binary()) {
      throw new IllegalArgumentException("words with don't-care cells have no binary form");
    }
    return Math.ceilDiv(words.cells(), DigitalRows.CELLS_PER_WORD);
  }
}
