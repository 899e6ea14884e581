package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Operands of a function of two floats: element (i, j) of one is at i · row + j · step; `ml_pair_shape` of
/// `matchline.h`.
///
/// @param rows 1 … 2³¹−1
/// @param columns 1 … 2³¹−1
/// @param aRow at least 0; 0: the same for every row
/// @param bRow at least 0
/// @param aStep 0: the same for every column, or 1
/// @param bStep 0 or 1
public record PairShape(long rows, long columns, long aRow, long bRow, int aStep, int bStep) {
  public PairShape {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(columns >= 1 && columns <= Integer.MAX_VALUE, "columns = %d is outside 1 … 2^31-1", columns);
    require(aRow >= 0 && bRow >= 0, "rows of operands are %d and %d elements apart", aRow, bRow);
    require((aStep | bStep) >>> 1 == 0, "steps %d and %d are not 0 or 1", aStep, bStep);
  }

  /// Operands of `n` elements each.
  public static PairShape same(long n) {
    return new PairShape(1, n, n, n, 1, 1);
  }

  long aElements() {
    return (rows - 1) * aRow + (columns - 1) * aStep + 1;
  }

  long bElements() {
    return (rows - 1) * bRow + (columns - 1) * bStep + 1;
  }
}
