package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Vectors multiplied by a matrix of noisy cells: `ml_noisy_product` of `matchline.h`.
///
/// The matrix covers a {@link Patch}: row `i` and cell `j` of it are the global `rowBegin + i` and `cellBegin + j`, by
/// which its random numbers are drawn.
///
/// @param vectors how many, 1 … 2³¹−1
/// @param mean `[rows][stride]` floats
/// @param sigma standard deviation of every cell, finite, at least 0; 0 where `sigmaCell` is given
/// @param sigmaCell `[rows][stride]` standard deviations, finite and at least 0, or {@link MemorySegment#NULL}
/// @param stride elements from one row of the matrix to the next, at least its cells
/// @param x `[vectors][xStride]` floats, one per row of the matrix
/// @param xStride at least the rows
/// @param y `[vectors][yStride]` floats, one per cell of a row
/// @param yStride at least the cells
public record NoisyProduct(
    long vectors,
    MemorySegment mean,
    float sigma,
    MemorySegment sigmaCell,
    long stride,
    MemorySegment x,
    long xStride,
    MemorySegment y,
    long yStride) {
  public NoisyProduct {
    require(vectors >= 1 && vectors <= Integer.MAX_VALUE, "vectors = %d is outside 1 … 2^31-1", vectors);
    require(sigma >= 0 && Float.isFinite(sigma), "sigma = %s is not a finite number of at least 0", sigma);
    require(sigmaCell.address() == 0 || sigma == 0, "sigma = %s beside one of every cell", sigma);
  }

  /// One standard deviation for every cell, matrices without gaps between their rows.
  public static NoisyProduct of(
      Patch patch, long vectors, MemorySegment mean, float sigma, MemorySegment x, MemorySegment y) {
    return new NoisyProduct(
        vectors, mean, sigma, MemorySegment.NULL, patch.cells(), x, patch.rows(), y, patch.cells());
  }

  /// A standard deviation of every cell, matrices without gaps between their rows.
  public static NoisyProduct of(
      Patch patch, long vectors, MemorySegment mean, MemorySegment sigmaCell, MemorySegment x, MemorySegment y) {
    return new NoisyProduct(vectors, mean, 0, sigmaCell, patch.cells(), x, patch.rows(), y, patch.cells());
  }

  public Span all() {
    return new Span(0, vectors);
  }

  void check(Patch patch) {
    require(stride >= patch.cells(), "stride = %d is below the %d cells", stride, patch.cells());
    require(xStride >= patch.rows(), "stride of x = %d is below the %d rows", xStride, patch.rows());
    require(yStride >= patch.cells(), "stride of y = %d is below the %d cells", yStride, patch.cells());
    long cells = (patch.rows() - 1) * stride + patch.cells();
    requireSize(mean, "mean", cells, Float.BYTES);
    if (sigmaCell.address() != 0) {
      requireSize(sigmaCell, "sigmaCell", cells, Float.BYTES);
    }
    requireSize(x, "x", (vectors - 1) * xStride + patch.rows(), Float.BYTES);
    requireSize(y, "y", (vectors - 1) * yStride + patch.cells(), Float.BYTES);
  }
}
