package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Stored ternary words in the digital layout: `ml_rows` of `matchline.h`.
///
/// Blocks of 32 rows; word `w` of a block is 32 consecutive 16-bit numbers, one per row, bit `b` is cell `16 w + b`.
/// A stored 0 has its bit in `onSl`, a stored 1 in `onSlb`, a stored X in neither. Binary rows leave `onSl` out
/// ({@link MemorySegment#NULL}) and hold the stored bits in `onSlb`.
///
/// @param rows valid rows, 1 … 2³¹−1
/// @param words 16-cell words per row, 1 … {@value #MAX_WORDS}
/// @param onSl `[blocks][words][32]` 16-bit, or NULL
/// @param onSlb `[blocks][words][32]` 16-bit
public record DigitalRows(long rows, int words, MemorySegment onSl, MemorySegment onSlb) {
  public static final int ROWS_PER_BLOCK = 32;
  public static final int CELLS_PER_WORD = 16;
  public static final int MAX_WORDS = 4095;

  public DigitalRows {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(words >= 1 && words <= MAX_WORDS, "words = %d is outside 1 … %d", words, MAX_WORDS);
    long elements = blocks(rows) * words * ROWS_PER_BLOCK;
    requireSize(onSlb, "onSlb", elements, Short.BYTES);
    if (onSl.address() != 0) {
      requireSize(onSl, "onSl", elements, Short.BYTES);
    }
  }

  /// Binary rows have no don't-care and one plane.
  public boolean binary() {
    return onSl.address() == 0;
  }

  /// Blocks, always even.
  public long blocks() {
    return blocks(rows);
  }

  /// Blocks that `rows` rows take.
  public static long blocks(long rows) {
    return 2 * Shapes.blocks(rows, 2 * ROWS_PER_BLOCK);
  }

  public Span all() {
    return new Span(0, blocks());
  }
}
