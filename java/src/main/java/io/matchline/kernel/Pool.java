package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Normalisation, ReLU and max-pooling: the Java twin of `native/src/tensor/pool.c`, same order, same bits.
final class Pool {
  private final PoolShape shape;
  private final MemorySegment y;
  private final MemorySegment coefficients;
  private final long channels;

  Pool(PoolShape shape, MemorySegment y, MemorySegment coefficients) {
    this.shape = shape;
    this.y = y;
    this.coefficients = coefficients;
    channels = shape.channels();
  }

  /// {@link Kernels#poolMoments} without the argument checks.
  static void moments(PoolShape shape, Span images, MemorySegment y, MemorySegment moments) {
    long channels = shape.channels();
    for (long n = images.begin(); n < images.end(); n++) {
      for (long c = 0; c < channels; c++) {
        long first = n * shape.elements() + c;
        float sum = 0;
        for (long p = 0; p < shape.pixels(); p++) {
          sum += at(y, first + p * channels);
        }
        float mean = sum / shape.pixels();
        float square = 0;
        for (long p = 0; p < shape.pixels(); p++) {
          float centred = at(y, first + p * channels) - mean;
          square = Math.fma(centred, centred, square);
        }
        moments.setAtIndex(JAVA_FLOAT_UNALIGNED, 2 * n * channels + c, mean);
        moments.setAtIndex(JAVA_FLOAT_UNALIGNED, (2 * n + 1) * channels + c, square);
      }
    }
  }

  private static float at(MemorySegment values, long index) {
    return values.getAtIndex(JAVA_FLOAT_UNALIGNED, index);
  }

  private float coefficient(int row, long c) {
    return at(coefficients, row * channels + c);
  }

  private float z(long index, long c) {
    return Math.fma(at(y, index), coefficient(0, c), coefficient(1, c));
  }

  /// Index in y of the first largest z of window i of image n.
  private long largest(long n, long i, long c) {
    long across = shape.width() / 2;
    long row = shape.width() * channels;
    long largest = n * shape.elements() + 2 * (i / across) * row + 2 * (i % across) * channels + c;
    long first = largest;
    for (int k = 1; k < 4; k++) {
      long other = first + k / 2 * row + k % 2 * channels;
      largest = z(other, c) > z(largest, c) ? other : largest;
    }
    return largest;
  }

  /// {@link Kernels#pool} without the argument checks.
  void pool(Span images, MemorySegment out) {
    for (long n = images.begin(); n < images.end(); n++) {
      for (long i = 0; i < shape.pooledElements(); i++) {
        float most = z(largest(n, i / channels, i % channels), i % channels);
        float least = coefficient(7, i % channels);
        out.setAtIndex(JAVA_FLOAT_UNALIGNED, n * shape.pooledElements() + i, most > least ? most : least);
      }
    }
  }

  /// {@link Kernels#poolSums} without the argument checks.
  void sums(Span images, MemorySegment gradient, MemorySegment sums) {
    for (long n = images.begin(); n < images.end(); n++) {
      for (long c = 0; c < channels; c++) {
        float sum = 0;
        float product = 0;
        for (long i = 0; i < shape.pooledElements() / channels; i++) {
          long largest = largest(n, i, c);
          float dz = z(largest, c) > coefficient(7, c) ? at(gradient, n * shape.pooledElements() + i * channels + c) : 0;
          sum += dz;
          product = Math.fma(dz, Math.fma(at(y, largest), coefficient(2, c), coefficient(3, c)), product);
        }
        sums.setAtIndex(JAVA_FLOAT_UNALIGNED, 2 * n * channels + c, sum);
        sums.setAtIndex(JAVA_FLOAT_UNALIGNED, (2 * n + 1) * channels + c, product);
      }
    }
  }

  /// {@link Kernels#poolGradient} without the argument checks.
  void gradients(Span images, MemorySegment gradient, MemorySegment dy) {
    for (long index = images.begin() * shape.elements(); index < images.end() * shape.elements(); index++) {
      long c = index % channels;
      float rest = Math.fma(at(y, index), coefficient(5, c), coefficient(6, c));
      dy.setAtIndex(JAVA_FLOAT_UNALIGNED, index, Math.fma(coefficient(4, c), gradientOf(index, c, gradient), rest));
    }
  }

  private float gradientOf(long index, long c, MemorySegment gradient) {
    long n = index / shape.elements();
    long row = index % shape.elements() / channels / shape.width();
    long column = index % shape.elements() / channels % shape.width();
    if (row / 2 >= shape.height() / 2 || column / 2 >= shape.width() / 2) {
      return 0;
    }
    long i = row / 2 * (shape.width() / 2) + column / 2;
    boolean counts = largest(n, i, c) == index && z(index, c) > coefficient(7, c);
    return counts ? at(gradient, n * shape.pooledElements() + i * channels + c) : 0;
  }
}
