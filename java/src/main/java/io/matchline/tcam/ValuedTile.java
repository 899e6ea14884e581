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
    return sample(queries, firstSearch, 1, (lines, driven) -> target.voltagesV(line, lines, driven, timeS))[0];
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    return sample(
        queries,
        firstSearch,
        referencesV.length,
        (lines, driven) -> target.crossingsS(line, lines, driven, referencesV));
  }

  /// Asks the target about the lines of one query.
  @FunctionalInterface
  private interface Asked {
    /// @return `[samples][rows]`
    double[][] answer(Conductances lines, TernaryWords driven);
  }

  private double[][] sample(CellWords queries, int firstSearch, int samples, Asked asked) {
    double[][] all = new double[samples][queries.rows() * rows()];
    TernaryWords driven = driven();
    try (Arena arena = Arena.ofShared()) {
      Conductances lines = Conductances.allocate(arena, rows(), line.cells());
      for (int q = 0; q < queries.rows(); q++) {
        show(queries, q, firstSearch + q, lines);
        double[][] one = asked.answer(lines, driven);
        for (int i = 0; i < samples; i++) {
          System.arraycopy(one[i], 0, all[i], q * rows(), rows());
        }
      }
    }
    return all;
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

  private void show(CellWords queries, int query, int number, Conductances lines) {
    for (int r = 0; r < rows(); r++) {
      double[] shown = shownS(queries, query, r, number);
      for (int j = 0; j < shown.length; j++) {
        lines.set(r, j, shown[j], 0);
      }
    }
  }

  /// SL driven at every cell: the conductances already know the query.
  private TernaryWords driven() {
    boolean[][] ones = new boolean[1][columns.used()];
    Arrays.fill(ones[0], true);
    return TernaryWords.of(ones);
  }
}
