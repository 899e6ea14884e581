package io.matchline.data;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.matchline.kernel.Draw;
import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Random numbers at one address, read one after the other; the same address gives the same numbers everywhere.
final class Draws {
  private static final int BLOCK = 64;
  private static final double WORD_VALUES = 0x1p32;

  /// Terms of a {@link #bell} number; their sum has variance BELL_TERMS / 12.
  private static final int BELL_TERMS = 4;

  private static final double BELL_SCALE = StrictMath.sqrt(12.0 / BELL_TERMS);

  private final Kernels kernels = new JavaKernels();
  private final Draw draw;
  private final long row;
  private final int[] block = new int[BLOCK];
  private long position;

  /// Numbers of one row of the field `(seed, stream, event)`.
  Draws(long seed, NoiseStream stream, int event, long row) {
    this.draw = new Draw(seed, stream.id(), 0, event);
    this.row = row;
  }

  /// Uniform on [0, 1).
  double uniform() {
    return Integer.toUnsignedLong(word()) / WORD_VALUES;
  }

  /// Uniform on [low, high).
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /// Uniform on 0 … bound − 1; the bias is below bound / 2³².
  int below(int bound) {
    return (int) (Integer.toUnsignedLong(word()) * bound >>> 32);
  }

  /// Bell-shaped with mean 0 and standard deviation 1, within ±3.5: a sum of four uniform numbers.
  double bell() {
    double sum = 0;
    for (int i = 0; i < BELL_TERMS; i++) {
      sum += uniform();
    }
    return (sum - 0.5 * BELL_TERMS) * BELL_SCALE;
  }

  /// `count` different numbers out of 0 … bound − 1 in random order.
  int[] distinct(int count, int bound) {
    int[] all = new int[bound];
    for (int i = 0; i < bound; i++) {
      all[i] = i;
    }
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      int other = i + below(bound - i);
      chosen[i] = all[other];
      all[other] = all[i];
    }
    return chosen;
  }

  private int word() {
    int offset = (int) (position % BLOCK);
    if (offset == 0) {
      fill();
    }
    position++;
    return block[offset];
  }

  private void fill() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(JAVA_INT_UNALIGNED, BLOCK);
      kernels.philox(draw, new Patch(row, 1, position, BLOCK), words, BLOCK);
      MemorySegment.copy(words, JAVA_INT_UNALIGNED, 0, block, 0, BLOCK);
    }
  }
}
