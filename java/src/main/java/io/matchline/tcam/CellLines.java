package io.matchline.tcam;

/// Lines of cells with known conductances.
sealed interface CellLines extends LineReader permits ColumnTile, ValuedTile {
  /// Conductances of a row's cells under the first query, `[columns of the line]` S.
  double[] shownS(CellWords query, int row);

  /// The same lines, discharged by somebody else.
  CellLines by(LineTarget other);
}
