package io.matchline.tcam;

import io.matchline.kernel.MatchLine;

/// The match lines of one column tile whose cells have noise of reads: every search sees other conductances.
///
/// @param columns which cells of a word the tile holds
/// @param line one of its lines
/// @param cells the programmed cells
/// @param lines where the conductances of a search go
/// @param target who discharges the lines
record NoisyTile(
    Tiling.Columns columns, MatchLine line, NoisyCells cells, Conductances lines, LineTarget target)
    implements LineReader {
  @Override
  public int rows() {
    return lines.rows();
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    double[] all = new double[queries.rows() * rows()];
    for (int q = 0; q < queries.rows(); q++) {
      double[] one = during(firstSearch + q).voltagesV(queries.rows(q, q + 1), firstSearch + q, timeS);
      System.arraycopy(one, 0, all, q * rows(), rows());
    }
    return all;
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    double[][] all = new double[referencesV.length][queries.rows() * rows()];
    for (int q = 0; q < queries.rows(); q++) {
      double[][] one = during(firstSearch + q).crossingsS(queries.rows(q, q + 1), firstSearch + q, referencesV);
      for (int i = 0; i < referencesV.length; i++) {
        System.arraycopy(one[i], 0, all[i], q * rows(), rows());
      }
    }
    return all;
  }

  @Override
  public NoisyTile by(LineTarget other) {
    return new NoisyTile(columns, line, cells, lines, other);
  }

  @Override
  public ColumnTile during(int search) {
    cells.read(search, lines);
    return new ColumnTile(columns, line, lines, target);
  }
}
