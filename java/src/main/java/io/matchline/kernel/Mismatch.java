package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Twin of `src/tcam/mismatch.c`. Counts four rows at a time: a 64-bit number holds their 16-bit words and counters,
/// the lowest row in the lowest bits.
final class Mismatch {
  private static final int ROWS = DigitalRows.ROWS_PER_BLOCK;
  private static final int ROWS_PER_LONG = 4;
  private static final int LONGS = ROWS / ROWS_PER_LONG;
  private static final int TILE = DigitalQueries.QUERIES_PER_TILE;
  private static final long FOUR_TIMES = 0x0001_0001_0001_0001L;
  private static final int NO_DISTANCE = 0xffff;
  private static final int NO_ROW = -1;

  private Mismatch() {}

  static void all(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride) {
    long[] count = new long[LONGS];
    for (int q = 0; q < queries.queries(); q++) {
      for (long b = blocks.begin(); b < blocks.end(); b++) {
        countBlock(rows, queries, b, q, count);
        long first = q * stride + b * ROWS;
        for (int r = 0; r < valid(rows, b); r++) {
          distance.setAtIndex(JAVA_SHORT_UNALIGNED, first + r, (short) of(count, r));
        }
      }
    }
  }

  static void within(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride) {
    long[] count = new long[LONGS];
    for (int q = 0; q < queries.queries(); q++) {
      for (long b = blocks.begin(); b < blocks.end(); b++) {
        countBlock(rows, queries, b, q, count);
        int bits = 0;
        for (int r = 0; r < valid(rows, b); r++) {
          bits |= (of(count, r) <= threshold ? 1 : 0) << r;
        }
        hit.setAtIndex(JAVA_INT_UNALIGNED, q * stride + b, bits);
      }
    }
  }

  static void nearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row) {
    long[] count = new long[LONGS];
    int[] best = new int[k];
    int[] bestRow = new int[k];
    for (int q = 0; q < queries.queries(); q++) {
      Arrays.fill(best, NO_DISTANCE);
      Arrays.fill(bestRow, NO_ROW);
      for (long b = blocks.begin(); b < blocks.end(); b++) {
        countBlock(rows, queries, b, q, count);
        for (int r = 0; r < valid(rows, b); r++) {
          offer(best, bestRow, of(count, r), (int) (b * ROWS + r));
        }
      }
      for (int i = 0; i < k; i++) {
        distance.setAtIndex(JAVA_SHORT_UNALIGNED, (long) q * k + i, (short) best[i]);
        row.setAtIndex(JAVA_INT_UNALIGNED, (long) q * k + i, bestRow[i]);
      }
    }
  }

  /// Takes a row in if it beats the last place. Rows come in rising order, so among equals the lowest stays ahead.
  private static void offer(int[] best, int[] bestRow, int distance, int row) {
    int place = best.length - 1;
    if (distance >= best[place]) {
      return;
    }
    for (; place > 0 && best[place - 1] > distance; place--) {
      best[place] = best[place - 1];
      bestRow[place] = bestRow[place - 1];
    }
    best[place] = distance;
    bestRow[place] = row;
  }

  private static void countBlock(DigitalRows rows, DigitalQueries queries, long block, int query, long[] count) {
    Arrays.fill(count, 0);
    int words = rows.words();
    for (int w = 0; w < words; w++) {
      long first = (block * words + w) * LONGS;
      long word = ((long) (query / TILE) * words + w) * TILE + query % TILE;
      long sl = search(queries.sl(), word);
      if (rows.binary()) {
        for (int i = 0; i < LONGS; i++) {
          count[i] += ones(rows.onSlb().getAtIndex(JAVA_LONG_UNALIGNED, first + i) ^ sl);
        }
      } else {
        long slb = search(queries.slb(), word);
        for (int i = 0; i < LONGS; i++) {
          long onSl = rows.onSl().getAtIndex(JAVA_LONG_UNALIGNED, first + i);
          count[i] += ones(onSl & sl | rows.onSlb().getAtIndex(JAVA_LONG_UNALIGNED, first + i) & slb);
        }
      }
    }
  }

  /// A search word for four rows.
  private static long search(MemorySegment plane, long word) {
    return (plane.getAtIndex(JAVA_INT_UNALIGNED, word) & 0xffffL) * FOUR_TIMES;
  }

  /// Number of ones in each 16-bit quarter.
  private static long ones(long x) {
    x -= x >>> 1 & 0x5555_5555_5555_5555L;
    x = (x & 0x3333_3333_3333_3333L) + (x >>> 2 & 0x3333_3333_3333_3333L);
    x = x + (x >>> 4) & 0x0f0f_0f0f_0f0f_0f0fL;
    return (x & 0x00ff_00ff_00ff_00ffL) + (x >>> 8 & 0x00ff_00ff_00ff_00ffL);
  }

  /// The counter of row `r` of a block.
  private static int of(long[] count, int r) {
    return (int) (count[r / ROWS_PER_LONG] >>> r % ROWS_PER_LONG * 16) & 0xffff;
  }

  /// Valid rows of a block.
  private static int valid(DigitalRows rows, long block) {
    return Math.clamp(rows.rows() - block * ROWS, 0, ROWS);
  }
}
