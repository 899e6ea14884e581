package io.matchline.tcam;

/// Words of equal width: what an array stores, or what it is searched for.
public sealed interface CellWords permits TernaryWords, SymbolWords, RangeWords, ValueWords {
  int rows();

  /// Cells of every word.
  int cells();

  /// Rows `[begin, end)`, at least one.
  CellWords rows(int begin, int end);

  /// Whether the cell is not X: a stored X matches everything, a searched X leaves the search lines at rest.
  boolean cares(int row, int cell);
}
