package io.matchline.tcam;

import io.matchline.kernel.MatchLine;

/// The match lines of one column tile: all rows, the used cells of the tile.
///
/// @param columns which cells of a word the tile holds
/// @param line one of its lines
/// @param conductances the programmed cells
/// @param target who discharges the lines
record ColumnTile(Tiling.Columns columns, MatchLine line, Conductances conductances, LineTarget target)
    implements LineReader {
  @Override
  public int rows() {
    return conductances.rows();
  }

  @Override
  public double[] voltagesV(TernaryWords queries, int firstSearch, double timeS) {
    return target.voltagesV(line, conductances, columns.of(queries), timeS)[0];
  }

  @Override
  public double[][] crossingsS(TernaryWords queries, int firstSearch, double... referencesV) {
    return target.crossingsS(line, conductances, columns.of(queries), referencesV);
  }

  @Override
  public ColumnTile by(LineTarget other) {
    return new ColumnTile(columns, line, conductances, other);
  }

  @Override
  public ColumnTile during(int search) {
    return this;
  }

  /// Conductances of a row's cells under the only query, `[columns of the line]` S.
  double[] shownS(TernaryWords query, int row) {
    TernaryWords searched = columns.of(query);
    double[] shown = new double[line.cells()];
    for (int j = 0; j < searched.cells(); j++) {
      shown[j] = conductances.shownS(row, j, searched.cell(0, j));
    }
    return shown;
  }
}
