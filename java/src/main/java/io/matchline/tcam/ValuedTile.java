package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// The match lines of one column tile of {@link ValuedCells}: every query makes other conductances of the same cells.
///
/// @param columns which cells of a word the tile holds
/// @param line one of its lines
/// @param cells the whole array
/// @param factor `[rows][used columns]` spread
/// @param stuckS `[rows][used columns]` S, NaN where a cell is not stuck
/// @param target who discharges the lines
/// @param search number of the search in {@link #shownS}
record ValuedTile(
    Tiling.Columns columns,
    MatchLine line,
    ValuedCells cells,
    double[][] factor,
    double[][] stuckS,
    LineTarget target,
    int search)
    implements CellLines {
  @Override
  public int rows() {
    return factor.length;
  }

  @Override
  public ValuedTile by(LineTarget other) {
    return new ValuedTile(columns, line, cells, factor, stuckS, other, search);
  }

  @Override
  public ValuedTile during(int other) {
    return new ValuedTile(columns, line, cells, factor, stuckS, target, other);
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    double[] volts = new double[queries.rows() * rows()];
    for (int q = 0; q < queries.rows(); q++) {
      try (Arena arena = Arena.ofShared()) {
        double[] answer = target.voltagesV(line, shown(arena, queries, q, firstSearch + q), driven(), timeS)[0];
        System.arraycopy(answer, 0, volts, q * rows(), rows());
      }
    }
    return volts;
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    double[][] crossings = new double[referencesV.length][queries.rows() * rows()];
    for (int q = 0; q < queries.rows(); q++) {
      try (Arena arena = Arena.ofShared()) {
        double[][] answer = target.crossingsS(line, shown(arena, queries, q, firstSearch + q), driven(), referencesV);
        for (int i = 0; i < referencesV.length; i++) {
          System.arraycopy(answer[i], 0, crossings[i], q * rows(), rows());
        }
      }
    }
    return crossings;
  }

  @Override
  public double[] shownS(CellWords query, int row) {
    return Arrays.copyOf(shownS(query, 0, row, search), line.cells());
  }

  /// Conductances of the used cells of a row under one query in one search, S.
  private double[] shownS(CellWords queries, int query, int row, int number) {
    double[] conductanceS = new double[columns.used()];
    Arrays.setAll(conductanceS, j -> meanS(queries, query, row, j));
    return cells.readS(columns, row, conductanceS, number);
  }

  private double meanS(CellWords queries, int query, int row, int column) {
    int cell = columns.begin() + column;
    if (!queries.cares(query, cell)) {
      return 0;
    }
    double stuck = stuckS[row][column];
    double meantS = Double.isNaN(stuck) ? cells.conductanceS(row, queries, query, cell) : stuck;
    return meantS * factor[row][column];
  }

  private Conductances shown(Arena arena, CellWords queries, int query, int number) {
    Conductances lines = Conductances.allocate(arena, rows(), line.cells());
    for (int r = 0; r < rows(); r++) {
      double[] shown = shownS(queries, query, r, number);
      for (int j = 0; j < shown.length; j++) {
        lines.set(r, j, shown[j], 0);
      }
    }
    return lines;
  }

  /// SL driven at every cell: the conductances already know the query.
  private TernaryWords driven() {
    boolean[][] ones = new boolean[1][columns.used()];
    Arrays.fill(ones[0], true);
    return TernaryWords.of(ones);
  }
}
