package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Shape of a product C = A·B or C += A·B of float matrices: `ml_gemm_shape` of `matchline.h`.
///
/// A is `[rows][aStride]`, B `[inner][columns]`, C `[rows][cStride]`; B is multiplied in its packed form,
/// {@link Kernels#gemmPack}.
///
/// @param rows rows of A and C, 1 … 2³¹−1
/// @param inner columns of A and rows of B, at least 1
/// @param columns columns of B and C, at least 1
/// @param aStride elements from one row of A to the next, at least `inner`
/// @param cStride elements from one row of C to the next, at least `columns`
/// @param add whether the product is added to what C holds
public record GemmShape(long rows, int inner, int columns, long aStride, long cStride, boolean add) {
  /// Columns in a panel of a packed matrix.
  public static final int PANEL = 64;

  public GemmShape {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(inner >= 1, "inner = %d is below 1", inner);
    require(columns >= 1, "columns = %d is below 1", columns);
    require(aStride >= inner, "stride of A = %d is below its %d columns", aStride, inner);
    require(cStride >= columns, "stride of C = %d is below its %d columns", cStride, columns);
  }

  /// C = A·B with matrices without gaps between their rows.
  public GemmShape(long rows, int inner, int columns) {
    this(rows, inner, columns, inner, columns, false);
  }

  /// The same product added to what C holds.
  public GemmShape adding() {
    return new GemmShape(rows, inner, columns, aStride, cStride, true);
  }

  /// Elements of packed B, `[ceil(columns / 64)][inner][64]`.
  public long packedElements() {
    return Shapes.blocks(columns, PANEL) * PANEL * inner;
  }

  public Span all() {
    return new Span(0, rows);
  }
}
