package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Checks of the arguments of products, functions of floats, sums and steps, shared by every implementation of
/// {@link Kernels}.
final class TensorArguments {
  private TensorArguments() {}

  static void checkGemmPack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed) {
    require(stride >= shape.columns(), "stride of B = %d is below its %d columns", stride, shape.columns());
    requireSize(b, "b", (shape.inner() - 1) * stride + shape.columns(), Float.BYTES);
    requireSize(packed, "packed", shape.packedElements(), Float.BYTES);
  }

  static void checkGemm(
      GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment bias, MemorySegment c) {
    require(rows.end() <= shape.rows(), "span ends at row %d of %d", rows.end(), shape.rows());
    requireSize(a, "a", shape.aElements(), Float.BYTES);
    requireSize(b, shape.bStride() == 0 ? "packed" : "b", shape.bElements(), Float.BYTES);
    requireOptional(bias, "bias", shape.columns());
    requireSize(c, "c", (shape.rows() - 1) * shape.cStride() + shape.columns(), Float.BYTES);
  }

  static void checkFloats(MemorySegment x, MemorySegment y, long n) {
    require(n >= 0, "n = %d is below 0", n);
    requireSize(x, "x", n, Float.BYTES);
    requireSize(y, "y", n, Float.BYTES);
  }

  static void checkBinary(PairShape shape, MemorySegment a, MemorySegment b, MemorySegment y) {
    requireSize(a, "a", shape.aElements(), Float.BYTES);
    requireSize(b, "b", shape.bElements(), Float.BYTES);
    requireSize(y, "y", shape.rows() * shape.columns(), Float.BYTES);
  }

  static void checkSums(SumShape shape, MemorySegment x, MemorySegment sum) {
    requireSize(x, "x", (shape.rows() - 1) * shape.stride() + shape.columns(), Float.BYTES);
    requireSize(sum, "sum", shape.sums(), Double.BYTES);
  }

  static void checkRound(MemorySegment sum, MemorySegment y, long n) {
    require(n >= 0, "n = %d is below 0", n);
    requireSize(sum, "sum", n, Double.BYTES);
    requireSize(y, "y", n, Float.BYTES);
  }

  static void checkSoftmax(
      long rows, int columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    require(rows >= 0 && rows <= Integer.MAX_VALUE, "rows = %d is outside 0 … 2^31-1", rows);
    require(columns >= 1, "columns = %d is below 1", columns);
    requireSize(x, "x", rows * columns, Float.BYTES);
    requireOptional(logarithm, "logarithm", rows * columns);
    requireOptional(probability, "probability", rows * columns);
  }

  static void checkStep(long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    require(n >= 0, "n = %d is below 0", n);
    requireSize(g, "g", n, Float.BYTES);
    requireSize(w, "w", n, Float.BYTES);
    requireOptional(v, "v", n);
  }

  private static void requireOptional(MemorySegment floats, String name, long count) {
    if (floats.address() != 0) {
      requireSize(floats, name, count, Float.BYTES);
    }
  }
}
