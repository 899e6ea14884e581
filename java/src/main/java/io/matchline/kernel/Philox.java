package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Philox4x32-10 and the cells it is drawn for: the Java twin of `native/src/noise/philox.h`, same bits.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
final class Philox {
  /// Cells of 16 consecutive counters; output word `j` of counter `l` belongs to cell `16 j + l`.
  static final int GROUP = 64;

  private static final int ROUNDS = 10;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xffffffffL;

  private Philox() {}

  /// The four output words of one counter go to `out[at]`, `out[at + 16]`, `out[at + 32]` and `out[at + 48]`.
  static void block(int c0, int c1, int c2, int c3, long key, int[] out, int at) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & LOW);
      long p1 = M1 * (c2 & LOW);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[at] = c0;
    out[at + 16] = c1;
    out[at + 32] = c2;
    out[at + 48] = c3;
  }

  /// The words of cells `64 group … 64 group + 63` of a row.
  static void group(Draw draw, long row, long group, int[] word) {
    int purpose = draw.stream() << 24 | draw.array();
    for (int l = 0; l < 16; l++) {
      block((int) (16 * group + l), (int) row, purpose, draw.event(), draw.seed(), word, l);
    }
  }

  /// Takes the word of one place of the output.
  @FunctionalInterface
  interface Sink {
    void put(long index, int word);
  }

  /// Feeds the words of a patch to `sink`, group by group.
  static void forEach(Draw draw, Patch patch, long stride, Sink sink) {
    int[] word = new int[GROUP];
    long end = patch.cellBegin() + patch.cells();
    for (long r = 0; r < patch.rows(); r++) {
      for (long group = patch.cellBegin() / GROUP; group * GROUP < end; group++) {
        group(draw, patch.rowBegin() + r, group, word);
        long base = group * GROUP;
        int first = (int) Math.max(patch.cellBegin() - base, 0);
        int last = (int) Math.min(end - base, GROUP);
        long out = r * stride + base - patch.cellBegin();
        for (int i = first; i < last; i++) {
          sink.put(out + i, word[i]);
        }
      }
    }
  }

  /// {@link Kernels#philox} without the argument checks.
  static void fill(Draw draw, Patch patch, MemorySegment word, long stride) {
    forEach(draw, patch, stride, (i, w) -> word.setAtIndex(JAVA_INT_UNALIGNED, i, w));
  }
}
