package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Vectors times a matrix of noisy cells: the Java twin of `native/src/tensor/noisy_mvm.c`, same order, same bits.
final class NoisyMvm {
  private NoisyMvm() {}

  /// {@link Kernels#noisyMvm} without the argument checks: row after row is drawn and added.
  static void multiply(Draw draw, Patch patch, NoisyProduct p, Span vectors) {
    int cells = Math.toIntExact(patch.cells());
    float[] sum = new float[cells];
    for (long b = vectors.begin(); b < vectors.end(); b++) {
      Draw own = new Draw(draw.seed(), draw.stream(), draw.array(), draw.event() + (int) b);
      Arrays.fill(sum, 0);
      for (long r = 0; r < patch.rows(); r++) {
        float x = p.x().getAtIndex(JAVA_FLOAT_UNALIGNED, b * p.xStride() + r);
        long at = r * p.stride();
        Patch row = new Patch(patch.rowBegin() + r, 1, patch.cellBegin(), cells);
        Philox.forEach(
            own,
            row,
            cells,
            (i, word) -> {
              float value = Math.fma(sigma(p, at + i), Normal.of(word), mean(p, at + i));
              sum[(int) i] = Math.fma(x, value, sum[(int) i]);
            });
      }
      MemorySegment.copy(sum, 0, p.y(), JAVA_FLOAT_UNALIGNED, b * p.yStride() * Float.BYTES, cells);
    }
  }

  private static float mean(NoisyProduct p, long cell) {
    return p.mean().getAtIndex(JAVA_FLOAT_UNALIGNED, cell);
  }

  private static float sigma(NoisyProduct p, long cell) {
    return p.sigmaCell().address() == 0 ? p.sigma() : p.sigmaCell().getAtIndex(JAVA_FLOAT_UNALIGNED, cell);
  }
}
