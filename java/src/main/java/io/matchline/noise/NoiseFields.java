package io.matchline.noise;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.Draw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Random numbers of an experiment. A number is a function of (seed, stream, array, event, row, cell) alone, so any
/// part of a field can be drawn at any time, in any order, on any thread, with the same bits.
///
/// @param kernels what draws them; the result does not depend on the choice
/// @param seed key of the generator
public record NoiseFields(Kernels kernels, long seed) {
  /// Standard normal numbers, `out[(row − rowBegin) · cells + cell − cellBegin]`, |z| ≤ 6.23.
  ///
  /// @param array which array, 0 … 2²⁴−1
  /// @param event index of the write, search or multiply
  /// @throws IllegalArgumentException when `out` has less than `rows · cells` elements
  public void normals(NoiseStream stream, int array, int event, Patch patch, float[] out) {
    int count = count(patch, out.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment field = arena.allocate(JAVA_FLOAT, count);
      normals(stream, array, event, patch, field, patch.cells());
      MemorySegment.copy(field, JAVA_FLOAT, 0, out, 0, count);
    }
  }

  /// The same into an off-heap segment of floats whose rows are `stride` elements apart.
  public void normals(
      NoiseStream stream, int array, int event, Patch patch, MemorySegment out, long stride) {
    kernels.gauss(new Draw(seed, stream.id(), array, event), patch, out, stride);
  }

  /// Uniform numbers of (0, 1), (word + 1/2) / 2³², in the same places.
  ///
  /// @throws IllegalArgumentException when `out` has less than `rows · cells` elements
  public void uniforms(NoiseStream stream, int array, int event, Patch patch, double[] out) {
    int count = count(patch, out.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(JAVA_INT, count);
      words(stream, array, event, patch, words, patch.cells());
      for (int i = 0; i < count; i++) {
        out[i] = (Integer.toUnsignedLong(words.getAtIndex(JAVA_INT, i)) + 0.5) * 0x1p-32;
      }
    }
  }

  /// Random 32-bit words into an off-heap segment whose rows are `stride` elements apart.
  public void words(NoiseStream stream, int array, int event, Patch patch, MemorySegment out, long stride) {
    kernels.philox(new Draw(seed, stream.id(), array, event), patch, out, stride);
  }

  private static int count(Patch patch, int length) {
    if (patch.rows() > length / patch.cells()) {
      throw new IllegalArgumentException(
          "%d elements cannot hold %d rows of %d cells".formatted(length, patch.rows(), patch.cells()));
    }
    return Math.toIntExact(patch.rows() * patch.cells());
  }
}
