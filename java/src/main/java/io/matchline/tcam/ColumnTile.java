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
}
