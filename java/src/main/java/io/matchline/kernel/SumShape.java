package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// What is summed of a matrix `[rows][stride]`: `ml_sum_shape` of `matchline.h`.
///
/// @param rows 1 … 2³¹−1
/// @param columns 1 … 2³¹−1
/// @param stride elements from one row to the next, at least `columns`
/// @param kept whether the columns remain, else the rows do
/// @param squares whether squares are summed
public record SumShape(long rows, long columns, long stride, boolean kept, boolean squares) {
  /// Stripes that the elements of a row are summed in.
  public static final int STRIPES = 32;

  public SumShape {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(columns >= 1 && columns <= Integer.MAX_VALUE, "columns = %d is outside 1 … 2^31-1", columns);
    require(stride >= columns, "stride = %d is below the %d columns", stride, columns);
  }

  /// One sum for each column.
  public static SumShape ofColumns(long rows, long columns) {
    return new SumShape(rows, columns, columns, true, false);
  }

  /// One sum for each row.
  public static SumShape ofRows(long rows, long columns) {
    return new SumShape(rows, columns, columns, false, false);
  }

  /// The sum of the squares of `n` elements.
  public static SumShape ofSquares(long n) {
    return new SumShape(1, n, n, false, true);
  }

  /// Number of sums.
  public long sums() {
    return kept ? columns : rows;
  }
}
