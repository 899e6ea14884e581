package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Convolution by 3 × 3 in tiles of 2 × 2 results: the Java twin of `native/src/tensor/winograd.c`, same order, same bits.
final class Winograd {
  private final ConvShape shape;
  private final MemorySegment x;
  private final MemorySegment packed;

  Winograd(ConvShape shape, MemorySegment x, MemorySegment packed) {
    this.shape = shape;
    this.x = x;
    this.packed = packed;
  }

  /// {@link Kernels#convPack} without the argument checks.
  static void pack(ConvShape shape, MemorySegment weights, boolean turned, MemorySegment packed) {
    float[] w = new float[9];
    float[] half = new float[12];
    float[] u = new float[ConvShape.PLACES];
    long panels = Shapes.blocks(shape.outChannels(), GemmShape.PANEL);
    for (int j = 0; j < panels * GemmShape.PANEL; j++) {
      for (int c = 0; c < shape.inChannels(); c++) {
        for (int k = 0; k < w.length; k++) {
          long row = (long) k * shape.inChannels() + c;
          w[k] = j < shape.outChannels() ? Conv.weight(shape, weights, turned, row, j) : 0;
        }
        for (int k = 0; k < 3; k++) {
          kernel(w, k, 3, half, k, 3);
        }
        for (int k = 0; k < 4; k++) {
          kernel(half, 3 * k, 1, u, 4 * k, 1);
        }
        for (int p = 0; p < u.length; p++) {
          packed.setAtIndex(JAVA_FLOAT_UNALIGNED, index(shape, j, p, c), u[p]);
        }
      }
    }
  }

  /// Of the weight of output channel j, place p and input channel c.
  private static long index(ConvShape shape, int j, int p, int c) {
    long row = ((long) j / GemmShape.PANEL * ConvShape.PLACES + p) * shape.inChannels() + c;
    return row * GemmShape.PANEL + j % GemmShape.PANEL;
  }

  private static void kernel(float[] w, int from, int step, float[] u, int to, int uStep) {
    float outer = w[from] + w[from + 2 * step];
    u[to] = w[from];
    u[to + uStep] = 0.5f * (outer + w[from + step]);
    u[to + 2 * uStep] = 0.5f * (outer - w[from + step]);
    u[to + 3 * uStep] = w[from + 2 * step];
  }

  private static void input(float[] d, int from, int step) {
    float a = d[from] - d[from + 2 * step];
    float b = d[from + step] + d[from + 2 * step];
    float c = d[from + 2 * step] - d[from + step];
    d[from + 3 * step] -= d[from + step];
    d[from] = a;
    d[from + step] = b;
    d[from + 2 * step] = c;
  }

  private static void output(float[] m, int from, int step, float[] y, int to, int yStep) {
    y[to] = m[from] + m[from + step] + m[from + 2 * step];
    y[to + yStep] = m[from + step] - m[from + 2 * step] + m[from + 3 * step];
  }

  /// {@link Kernels#conv} without the argument checks.
  void multiply(Span images, MemorySegment y) {
    float[] v = new float[ConvShape.PLACES * shape.inChannels()];
    for (long n = images.begin(); n < images.end(); n++) {
      for (int row = 0; row < shape.outHeight(); row += 2) {
        for (int column = 0; column < shape.outWidth(); column += 2) {
          transform(n, row, column, v);
          results(n, row, column, v, y);
        }
      }
    }
  }

  private void transform(long n, int row, int column, float[] v) {
    float[] d = new float[ConvShape.PLACES];
    for (int c = 0; c < shape.inChannels(); c++) {
      for (int p = 0; p < d.length; p++) {
        d[p] = input(n, row + p / 4 - shape.padHeight(), column + p % 4 - shape.padWidth(), c);
      }
      for (int i = 0; i < 4; i++) {
        input(d, i, 4);
      }
      for (int i = 0; i < 4; i++) {
        input(d, 4 * i, 1);
      }
      for (int p = 0; p < d.length; p++) {
        v[p * shape.inChannels() + c] = d[p];
      }
    }
  }

  private float input(long n, int row, int column, int c) {
    if (row < 0 || row >= shape.height() || column < 0 || column >= shape.width()) {
      return 0;
    }
    long at = ((n * shape.height() + row) * shape.width() + column) * shape.inChannels() + c;
    return x.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
  }

  private void results(long n, int row, int column, float[] v, MemorySegment y) {
    float[] half = new float[8];
    float[] result = new float[4];
    for (int j = 0; j < shape.outChannels(); j++) {
      float[] m = sums(v, j);
      for (int i = 0; i < 4; i++) {
        output(m, i, 4, half, i, 4);
      }
      for (int i = 0; i < 2; i++) {
        output(half, 4 * i, 1, result, 2 * i, 1);
      }
      for (int i = 0; i < 4; i++) {
        int h = row + i / 2;
        int w = column + i % 2;
        if (h < shape.outHeight() && w < shape.outWidth()) {
          long at = ((n * shape.outHeight() + h) * shape.outWidth() + w) * shape.outChannels() + j;
          y.setAtIndex(JAVA_FLOAT_UNALIGNED, at, result[i]);
        }
      }
    }
  }

  private float[] sums(float[] v, int j) {
    float[] m = new float[ConvShape.PLACES];
    for (int p = 0; p < m.length; p++) {
      for (int c = 0; c < shape.inChannels(); c++) {
        float weight = packed.getAtIndex(JAVA_FLOAT_UNALIGNED, index(shape, j, p, c));
        m[p] = Math.fma(v[p * shape.inChannels() + c], weight, m[p]);
      }
    }
    return m;
  }
}
