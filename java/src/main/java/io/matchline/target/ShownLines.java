package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.TernaryWords;
import io.matchline.tcam.Trit;
import java.util.ArrayList;
import java.util.List;

/// Equal lines under the words of some queries, one line per row and query.
record ShownLines(MatchLine line, Conductances cells, TernaryWords queries) {
  /// Answers one row of one query.
  @FunctionalInterface
  interface Row {
    /// @param conductanceS what the cells show to the query, cell 1 first, S
    /// @return `[samples]`
    double[] answer(List<Double> conductanceS, int row, int query);
  }

  /// Asks for every row of every query.
  ///
  /// @return `[samples][queries · rows]`
  double[][] ask(int samples, Row row) {
    int rows = cells.rows();
    double[][] result = new double[samples][queries.rows() * rows];
    for (int q = 0; q < queries.rows(); q++) {
      for (int r = 0; r < rows; r++) {
        double[] answer = row.answer(shownS(r, q), r, q);
        for (int k = 0; k < samples; k++) {
          result[k][q * rows + r] = answer[k];
        }
      }
    }
    return result;
  }

  /// What the cells of a row show to a query, cell 1 first, S.
  List<Double> shownS(int row, int query) {
    List<Double> shown = new ArrayList<>(line.cells());
    for (int j = 0; j < line.cells(); j++) {
      shown.add(cells.shownS(row, j, j < queries.cells() ? queries.cell(query, j) : Trit.X));
    }
    return shown;
  }

  /// First to last, S.
  static double sum(List<Double> conductanceS) {
    double sum = 0;
    for (double siemens : conductanceS) {
      sum += siemens;
    }
    return sum;
  }
}
