package io.matchline.kernel;

/// End of a crossbar's line that carries its terminal; the ordinal is the number in `matchline.h`.
public enum CrossbarEnd {
  /// Beside column 0 of a row, beside row 0 of a column.
  FIRST,
  /// Beside the last column of a row, beside the last row of a column.
  LAST
}
