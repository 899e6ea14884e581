package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// C = A·B of float matrices: the Java twin of `native/src/tensor/gemm.c`, same order, same bits.
final class Gemm {
  private Gemm() {}

  /// {@link Kernels#gemmPack} without the argument checks.
  static void pack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed) {
    long at = 0;
    for (int j = 0; j < shape.columns(); j += GemmShape.PANEL) {
      for (int k = 0; k < shape.inner(); k++) {
        for (int lane = 0; lane < GemmShape.PANEL; lane++, at++) {
          int column = j + lane;
          float value =
              column < shape.columns() ? b.getAtIndex(JAVA_FLOAT_UNALIGNED, k * stride + column) : 0;
          packed.setAtIndex(JAVA_FLOAT_UNALIGNED, at, value);
        }
      }
    }
  }

  /// {@link Kernels#gemm} without the argument checks: a panel of sums at a time, each its own chain over k.
  static void multiply(GemmShape shape, Span rows, MemorySegment a, MemorySegment packed, MemorySegment c) {
    float[] sum = new float[GemmShape.PANEL];
    float[] row = new float[GemmShape.PANEL];
    for (long i = rows.begin(); i < rows.end(); i++) {
      for (int j = 0; j < shape.columns(); j += GemmShape.PANEL) {
        int valid = Math.min(GemmShape.PANEL, shape.columns() - j);
        long first = (i * shape.cStride() + j) * Float.BYTES;
        Arrays.fill(sum, 0);
        if (shape.add()) {
          MemorySegment.copy(c, JAVA_FLOAT_UNALIGNED, first, sum, 0, valid);
        }
        for (int k = 0; k < shape.inner(); k++) {
          long at = ((long) j * shape.inner() + (long) k * GemmShape.PANEL) * Float.BYTES;
          MemorySegment.copy(packed, JAVA_FLOAT_UNALIGNED, at, row, 0, GemmShape.PANEL);
          float x = a.getAtIndex(JAVA_FLOAT_UNALIGNED, i * shape.aStride() + k);
          for (int lane = 0; lane < GemmShape.PANEL; lane++) {
            sum[lane] = Math.fma(x, row[lane], sum[lane]);
          }
        }
        MemorySegment.copy(sum, 0, c, JAVA_FLOAT_UNALIGNED, first, valid);
      }
    }
  }
}
