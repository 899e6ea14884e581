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
  public double[] voltagesV(CellWords queries, double timeS) {
    return target.voltagesV(line, conductances, searched(queries), timeS)[0];
  }

  @Override
  public double[][] crossingsS(CellWords queries, double... referencesV) {
    return target.crossingsS(line, conductances, searched(queries), referencesV);
  }

  @Override
  public ColumnTile by(LineTarget other) {
    return new ColumnTile(columns, line, conductances, other);
  }

  @Override
  public double[] shownS(CellWords query, int row) {
    TernaryWords searched = searched(query);
    double[] shown = new double[line.cells()];
    for (int j = 0; j < searched.cells(); j++) {
      shown[j] = conductances.shownS(row, j, searched.cell(0, j));
    }
    return shown;
  }

  private TernaryWords searched(CellWords words) {
    TernaryWords queries = (TernaryWords) words;
    boolean whole = columns.begin() == 0 && columns.end() == queries.cells();
    return whole ? queries : queries.columns(columns.begin(), columns.end());
  }
}
