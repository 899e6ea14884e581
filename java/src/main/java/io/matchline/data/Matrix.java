package io.matchline.data;

/// A rectangle of numbers, row after row.
///
/// @param rows 1 or more
/// @param columns 1 or more
/// @param values `[rows][columns]`
public record Matrix(int rows, int columns, double[] values) {
  public Matrix {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("%d × %d; a matrix has at least one row and one column".formatted(rows, columns));
    }
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException("%d values do not fill %d × %d".formatted(values.length, rows, columns));
    }
  }

  public double at(int row, int column) {
    return values[row * columns + column];
  }
}
