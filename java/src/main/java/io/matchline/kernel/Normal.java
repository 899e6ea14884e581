package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Standard normal floats from 32-bit words: the Java twin of `native/src/noise/normal.h`, same operations, same bits.
///
/// The inverse normal distribution function of u = (word | 1) / 2³², rising with the unsigned word, |z| ≤ 6.23, error
/// below 5e-7. Piecewise polynomials over segments of a quarter octave of min(u, 1 − u); the bits of its float number
/// the segment (hierarchical segmentation: D. Lee, R. Cheung, J. Villasenor, W. Luk, "Inversion-based hardware Gaussian
/// random number generator", FPT 2006; the coefficients are our own).
final class Normal {
  private static final int SEGMENT_SHIFT = 21;
  private static final int FIRST_SEGMENT = 127 << 2;
  private static final int DISTANCE_MASK = 0x1fffff;
  private static final int ONE = 0x3f800000;
  private static final float MIDDLE = 1.125f;

  private Normal() {}

  /// Φ⁻¹((word | 1) / 2³²).
  static float of(int word) {
    int a = Math.abs(word | 1);
    // Clears, among bits that do not fit a float, the one that would round up: the conversion truncates.
    int bits = Float.floatToRawIntBits(a & ~(a >>> 24));
    int segment = (bits >>> SEGMENT_SHIFT) - FIRST_SEGMENT;
    float d = Float.intBitsToFloat(bits & DISTANCE_MASK | ONE) - MIDDLE;
    float z = NormalTable.TERM[NormalTable.TERM.length - 1][segment];
    for (int k = NormalTable.TERM.length - 2; k >= 0; k--) {
      z = Math.fma(z, d, NormalTable.TERM[k][segment]);
    }
    return Float.intBitsToFloat(Float.floatToRawIntBits(z) ^ word & Integer.MIN_VALUE);
  }

  /// {@link Kernels#gauss} without the argument checks.
  static void fill(Draw draw, Patch patch, MemorySegment normal, long stride) {
    Philox.forEach(draw, patch, stride, (i, w) -> normal.setAtIndex(JAVA_FLOAT_UNALIGNED, i, of(w)));
  }
}
