package io.matchline.tcam;

/// Lines of cells with known conductances.
sealed interface CellLines extends LineReader permits ColumnTile, ValuedTile {
  /// Conductances of a row's cells under the only query, `[columns of the line]` S.
  double[] shownS(CellWords query, int row);
}
