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
  static void multiply(
      GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment bias, MemorySegment c) {
    float[] sum = new float[GemmShape.PANEL];
    float[] row = new float[GemmShape.PANEL];
    for (int j = 0; j < shape.columns(); j += GemmShape.PANEL) {
      int valid = Math.min(GemmShape.PANEL, shape.columns() - j);
      for (long i = rows.begin(); i < rows.end(); i++) {
        long first = (i * shape.cStride() + j) * Float.BYTES;
        Arrays.fill(sum, 0);
        if (shape.add()) {
          MemorySegment.copy(c, JAVA_FLOAT_UNALIGNED, first, sum, 0, valid);
        }
        for (int k = 0; k < shape.inner(); k++) {
          rowOfB(shape, b, k, j, valid, row);
          float x = a.getAtIndex(
              JAVA_FLOAT_UNALIGNED, shape.turnedA() ? k * shape.aStride() + i : i * shape.aStride() + k);
          for (int lane = 0; lane < valid; lane++) {
            sum[lane] = Math.fma(x, row[lane], sum[lane]);
          }
        }
        finish(shape, bias, j, valid, sum);
        MemorySegment.copy(sum, 0, c, JAVA_FLOAT_UNALIGNED, first, valid);
      }
    }
  }

  /// B[k] at the columns j … of a panel.
  private static void rowOfB(GemmShape shape, MemorySegment b, long k, int j, int valid, float[] row) {
    if (shape.turnedB()) {
      for (int lane = 0; lane < valid; lane++) {
        row[lane] = b.getAtIndex(JAVA_FLOAT_UNALIGNED, (j + lane) * shape.bStride() + k);
      }
      return;
    }
    long at = shape.bStride() == 0 ? (long) j * shape.inner() + k * GemmShape.PANEL : k * shape.bStride() + j;
    MemorySegment.copy(b, JAVA_FLOAT_UNALIGNED, at * Float.BYTES, row, 0, valid);
  }

  private static void finish(GemmShape shape, MemorySegment bias, int j, int valid, float[] sum) {
    for (int lane = 0; lane < valid && bias.address() != 0; lane++) {
      sum[lane] += bias.getAtIndex(JAVA_FLOAT_UNALIGNED, j + lane);
    }
    for (int lane = 0; lane < valid && shape.relu(); lane++) {
      sum[lane] = sum[lane] > 0 ? sum[lane] : 0;
    }
  }
}
