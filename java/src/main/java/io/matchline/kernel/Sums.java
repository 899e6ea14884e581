package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The Java twins of `native/src/tensor/sums.c` and `softmax.c`, same operations, same bits.
final class Sums {
  private Sums() {}

  static void add(SumShape s, MemorySegment x, MemorySegment sum) {
    for (long i = 0; i < s.rows(); i++) {
      if (s.kept()) {
        for (long j = 0; j < s.columns(); j++) {
          increase(sum, j, term(s, x, i * s.stride() + j));
        }
      } else {
        double[] stripe = new double[SumShape.STRIPES];
        for (long j = 0; j < s.columns(); j++) {
          stripe[(int) (j % SumShape.STRIPES)] += term(s, x, i * s.stride() + j);
        }
        increase(sum, i, halved(stripe));
      }
    }
  }

  private static double term(SumShape s, MemorySegment x, long at) {
    double value = x.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
    return s.squares() ? value * value : value;
  }

  private static void increase(MemorySegment sum, long at, double by) {
    sum.setAtIndex(JAVA_DOUBLE_UNALIGNED, at, sum.getAtIndex(JAVA_DOUBLE_UNALIGNED, at) + by);
  }

  private static double halved(double[] stripe) {
    for (int half = SumShape.STRIPES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        stripe[l] += stripe[l + half];
      }
    }
    return stripe[0];
  }

  static void round(MemorySegment sum, MemorySegment y, long n) {
    for (long i = 0; i < n; i++) {
      y.setAtIndex(JAVA_FLOAT_UNALIGNED, i, (float) sum.getAtIndex(JAVA_DOUBLE_UNALIGNED, i));
    }
  }

  /// @param logarithm {@link MemorySegment#NULL} where it is not wanted
  /// @param probability the same
  static void softmax(long rows, int columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    for (long first = 0; first < rows * columns; first += columns) {
      double most = x.getAtIndex(JAVA_FLOAT_UNALIGNED, first);
      for (int j = 1; j < columns; j++) {
        most = Math.max(most, x.getAtIndex(JAVA_FLOAT_UNALIGNED, first + j));
      }
      double[] stripe = new double[SumShape.STRIPES];
      for (int j = 0; j < columns; j++) {
        stripe[j % SumShape.STRIPES] += Elementary.exp(x.getAtIndex(JAVA_FLOAT_UNALIGNED, first + j) - most);
      }
      double sum = halved(stripe);
      double logSum = Elementary.log(sum);
      for (long j = first; j < first + columns; j++) {
        double z = x.getAtIndex(JAVA_FLOAT_UNALIGNED, j) - most;
        if (logarithm.address() != 0) {
          logarithm.setAtIndex(JAVA_FLOAT_UNALIGNED, j, (float) (z - logSum));
        }
        if (probability.address() != 0) {
          probability.setAtIndex(JAVA_FLOAT_UNALIGNED, j, (float) (Elementary.exp(z) / sum));
        }
      }
    }
  }
}
