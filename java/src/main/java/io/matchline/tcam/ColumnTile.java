package io.matchline.tcam;

import io.matchline.kernel.MatchLine;

/// The match lines of one column tile: all rows, the used cells of the tile.
///
/// @param columns which cells of a word the tile holds
/// @param line one of its lines
/// @param conductances the programmed cells
/// @param target who discharges the lines
record ColumnTile(Tiling.Columns columns, MatchLine line, Conductances conductances, LineTarget target)
    implements CellLines {
  @Override
  public int rows() {
    return conductances.rows();
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    return target.voltagesV(line, conductances, columns.of((TernaryWords) queries), timeS)[0];
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    return target.crossingsS(line, conductances, columns.of((TernaryWords) queries), referencesV);
  }

  @Override
  public ColumnTile by(LineTarget other) {
    return new ColumnTile(columns, line, conductances, other);
  }

  @Override
  public ColumnTile during(int search) {
    return this;
  }

  @Override
  public double[] shownS(CellWords query, int row) {
    TernaryWords searched = columns.of((TernaryWords) query);
    double[] shown = new double[line.cells()];
    for (int j = 0; j < searched.cells(); j++) {
      shown[j] = conductances.shownS(row, j, searched.cell(0, j));
    }
    return shown;
  }
}
