package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// Stored and searched words cell by cell, and the same packed bit by bit as `matchline.h` says: at starts that are
/// aligned to one element only, with noise where the contract allows anything.
///
/// @param stored codes 0, 1, 2 (X), `[rows][cells]`
/// @param searched codes 0, 1, 2 (X), `[queries][cells]`
record DigitalCase(byte[][] stored, byte[][] searched, DigitalRows rows, DigitalQueries queries) {
  static final byte X = 2;

  /// Words of uniform random bits, with X in about one of `perX` cells where the case is ternary.
  static DigitalCase random(Arena arena, Random random, int rows, int queries, int cells, boolean ternary) {
    int perX = 1 + random.nextInt(6);
    byte[][] stored = randomWords(random, rows, cells, ternary ? perX : 0);
    return of(arena, random, stored, randomWords(random, queries, cells, ternary ? perX : 0), ternary);
  }

  static DigitalCase of(Arena arena, Random random, byte[][] stored, byte[][] searched, boolean ternary) {
    int words = Math.ceilDiv(stored[0].length, DigitalRows.CELLS_PER_WORD);
    long rowElements = DigitalRows.blocks(stored.length) * words * DigitalRows.ROWS_PER_BLOCK;
    long queryElements = DigitalQueries.tiles(searched.length) * words * DigitalQueries.QUERIES_PER_TILE;
    DigitalRows rows =
        new DigitalRows(
            stored.length,
            words,
            ternary ? noise(arena, random, rowElements, Short.BYTES) : MemorySegment.NULL,
            noise(arena, random, rowElements, Short.BYTES));
    DigitalQueries queries =
        new DigitalQueries(
            searched.length,
            words,
            noise(arena, random, queryElements, Integer.BYTES),
            ternary ? noise(arena, random, queryElements, Integer.BYTES) : MemorySegment.NULL);
    for (int r = 0; r < stored.length; r++) {
      for (int w = 0; w < words; w++) {
        long at = ((long) (r / 32) * words + w) * 32 + r % 32;
        rows.onSlb().setAtIndex(JAVA_SHORT_UNALIGNED, at, (short) bits(stored[r], w, 1));
        if (ternary) {
          rows.onSl().setAtIndex(JAVA_SHORT_UNALIGNED, at, (short) bits(stored[r], w, 0));
        }
      }
    }
    for (int q = 0; q < searched.length; q++) {
      for (int w = 0; w < words; w++) {
        long at = ((long) (q / 8) * words + w) * 8 + q % 8;
        queries.sl().setAtIndex(JAVA_INT_UNALIGNED, at, bits(searched[q], w, 1) * 0x10001);
        if (ternary) {
          queries.slb().setAtIndex(JAVA_INT_UNALIGNED, at, bits(searched[q], w, 0) * 0x10001);
        }
      }
    }
    return new DigitalCase(stored, searched, rows, queries);
  }

  /// Memory of `elements` elements full of random bytes that begins between two cache lines.
  static MemorySegment noise(Arena arena, Random random, long elements, int elementBytes) {
    long skip = (long) random.nextInt(16) * elementBytes;
    MemorySegment memory = arena.allocate(skip + elements * elementBytes, 64).asSlice(skip);
    byte[] bytes = new byte[(int) memory.byteSize()];
    random.nextBytes(bytes);
    return memory.copyFrom(MemorySegment.ofArray(bytes));
  }

  /// Cells that are neither don't-care nor equal.
  int distance(int row, int query) {
    int mismatches = 0;
    for (int j = 0; j < stored[row].length; j++) {
      int a = stored[row][j];
      int b = searched[query][j];
      mismatches += a != X && b != X && a != b ? 1 : 0;
    }
    return mismatches;
  }

  private static byte[][] randomWords(Random random, int count, int cells, int perX) {
    byte[][] words = new byte[count][cells];
    for (byte[] word : words) {
      random.nextBytes(word);
      for (int j = 0; j < cells; j++) {
        word[j] = perX != 0 && (word[j] >>> 1 & 0x7f) % perX == 0 ? X : (byte) (word[j] & 1);
      }
    }
    return words;
  }

  private static int bits(byte[] cells, int word, int code) {
    int bits = 0;
    for (int b = 0; b < 16 && 16 * word + b < cells.length; b++) {
      bits |= (cells[16 * word + b] == code ? 1 : 0) << b;
    }
    return bits;
  }
}
