package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Shape of a product C = A·B or C += A·B of float matrices, of which each operand may be given as its transpose:
/// `ml_gemm_shape` of `matchline.h`.
///
/// @param rows rows of C, 1 … 2³¹−1
/// @param inner number of products in an element of C, at least 1
/// @param columns columns of C, at least 1
/// @param turnedA whether A is given as its transpose
/// @param turnedB whether B is given as its transpose
/// @param aStride elements from one row of A as it is given to the next, at least `inner`; turned at least `rows`
/// @param bStride the same of B, at least `columns`; turned at least `inner`; 0 for B in panels, of {@link Kernels#gemmPack}
/// @param cStride elements from one row of C to the next, at least `columns`
/// @param add whether the product is added to what C holds
/// @param relu whether elements of C that are not above 0 become 0 in the end
public record GemmShape(
    long rows,
    int inner,
    int columns,
    boolean turnedA,
    boolean turnedB,
    long aStride,
    long bStride,
    long cStride,
    boolean add,
    boolean relu) {
  /// Columns in a panel of a packed matrix.
  public static final int PANEL = 64;
  /// Rows that kernels work on together.
  public static final int ROWS = 6;

  public GemmShape {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(inner >= 1, "inner = %d is below 1", inner);
    require(columns >= 1, "columns = %d is below 1", columns);
    long a = turnedA ? rows : inner;
    require(aStride >= a, "stride of A = %d is below its %d columns", aStride, a);
    long b = turnedB ? inner : columns;
    require(bStride >= b || bStride == 0, "stride of B = %d is below its %d columns", bStride, b);
    require(bStride > 0 || !turnedB, "B in panels is not turned");
    require(cStride >= columns, "stride of C = %d is below its %d columns", cStride, columns);
  }

  /// C = A·B with B in panels and without gaps between rows.
  public GemmShape(long rows, int inner, int columns) {
    this(rows, inner, columns, inner, columns, false);
  }

  /// C = A·B or C += A·B with B in panels.
  public GemmShape(long rows, int inner, int columns, long aStride, long cStride, boolean add) {
    this(rows, inner, columns, false, false, aStride, 0, cStride, add, false);
  }

  /// C = A·B of operands as they are or turned, without panels and gaps between rows.
  public static GemmShape of(long rows, int inner, int columns, boolean turnedA, boolean turnedB) {
    long aStride = turnedA ? rows : inner;
    return new GemmShape(
        rows, inner, columns, turnedA, turnedB, aStride, turnedB ? inner : columns, columns, false, false);
  }

  /// The same product added to what C holds.
  public GemmShape adding() {
    return new GemmShape(rows, inner, columns, turnedA, turnedB, aStride, bStride, cStride, true, relu);
  }

  /// The same product with a ReLU behind it.
  public GemmShape rectified() {
    return new GemmShape(rows, inner, columns, turnedA, turnedB, aStride, bStride, cStride, add, true);
  }

  /// The product for some columns of C; operands begin at {@link #bOffset}.
  public GemmShape columns(Span part) {
    int count = Math.toIntExact(part.end() - part.begin());
    return new GemmShape(rows, inner, count, turnedA, turnedB, aStride, bStride, cStride, add, relu);
  }

  /// Where a column of B begins, at a multiple of {@value #PANEL} for B in panels.
  public long bOffset(long column) {
    return column * (bStride == 0 ? inner : turnedB ? bStride : 1);
  }

  long aElements() {
    return turnedA ? (inner - 1) * aStride + rows : (rows - 1) * aStride + inner;
  }

  long bElements() {
    if (bStride == 0) {
      return packedElements();
    }
    return turnedB ? (columns - 1) * bStride + inner : (inner - 1) * bStride + columns;
  }

  /// Elements of B in panels, `[ceil(columns / 64)][inner][64]`.
  public long packedElements() {
    return Shapes.blocks(columns, PANEL) * PANEL * inner;
  }

  public Span all() {
    return new Span(0, rows);
  }
}
