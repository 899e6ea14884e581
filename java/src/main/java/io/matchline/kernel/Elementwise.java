package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The Java twins of `native/src/tensor/elementwise.c` and `optimizer.c`, same operations, same bits.
final class Elementwise {
  private Elementwise() {}

  static void unary(UnaryFunction function, MemorySegment x, MemorySegment y, long n) {
    for (long i = 0; i < n; i++) {
      put(y, i, function.of(at(x, i)));
    }
  }

  static void affine(float scale, float shift, MemorySegment x, MemorySegment y, long n) {
    for (long i = 0; i < n; i++) {
      put(y, i, scale * at(x, i) + shift);
    }
  }

  static void binary(BinaryFunction function, PairShape s, MemorySegment a, MemorySegment b, MemorySegment y) {
    for (long i = 0; i < s.rows(); i++) {
      for (long j = 0; j < s.columns(); j++) {
        float left = at(a, i * s.aRow() + j * s.aStep());
        put(y, i * s.columns() + j, function.of(left, at(b, i * s.bRow() + j * s.bStep())));
      }
    }
  }

  /// @param v {@link MemorySegment#NULL} without momentum
  static void sgd(SgdStep step, long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    for (long i = 0; i < n; i++) {
      float slope = Math.fma(step.decay(), at(w, i), at(g, i));
      if (v.address() != 0) {
        slope = Math.fma(step.momentum(), at(v, i), slope);
        put(v, i, slope);
      }
      put(w, i, Math.fma(-step.rate(), slope, at(w, i)));
    }
  }

  static void adam(AdamStep step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v) {
    for (long i = 0; i < n; i++) {
      float slope = at(g, i);
      float mean = Math.fma(step.beta1(), at(m, i), step.gain1() * slope);
      float square = Math.fma(step.beta2(), at(v, i), step.gain2() * slope * slope);
      float size = Math.fma((float) Math.sqrt(square), step.root(), step.epsilon());
      put(m, i, mean);
      put(v, i, square);
      put(w, i, Math.fma(-step.decay(), at(w, i), at(w, i)) - step.rate() * mean / size);
    }
  }

  private static float at(MemorySegment x, long i) {
    return x.getAtIndex(JAVA_FLOAT_UNALIGNED, i);
  }

  private static void put(MemorySegment y, long i, float value) {
    y.setAtIndex(JAVA_FLOAT_UNALIGNED, i, value);
  }
}
