package io.matchline.tcam;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// Lumped lines of cells that are all alike: the voltage depends on the number of mismatches alone, so it is looked up.
///
/// Adding the same conductances in another order would give other last bits and break ties by rounding; counting does
/// not.
///
/// @param columns which cells of a word the tile holds
/// @param stored the tile's cells of the stored words
/// @param nominal the line
/// @param search counts mismatches
record CountedTile(Tiling.Columns columns, TernaryWords stored, NominalLine nominal, MismatchSearch search)
    implements LineReader {

  @Override
  public int rows() {
    return stored.rows();
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    return lookUp(queries, driven -> nominal.voltagesV(driven, timeS));
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    double[][] crossings = new double[referencesV.length][];
    for (int i = 0; i < referencesV.length; i++) {
      double reference = referencesV[i];
      crossings[i] = lookUp(queries, driven -> nominal.crossingsS(driven, reference));
    }
    return crossings;
  }

  @Override
  public CountedTile by(LineTarget other) {
    return this;
  }

  @Override
  public CountedTile during(int search) {
    return this;
  }

  /// @param readings readings for 0, 1, 2 … mismatches on a line with so many driven cells
  private double[] lookUp(CellWords queries, IntFunction<double[]> readings) {
    TernaryWords searched = columns.of((TernaryWords) queries);
    int[][] count = search.all(searched);
    double[] result = new double[queries.rows() * rows()];
    Map<Integer, double[]> tables = new HashMap<>();
    for (int q = 0; q < queries.rows(); q++) {
      double[] table = tables.computeIfAbsent(driven(searched, q), readings::apply);
      for (int r = 0; r < rows(); r++) {
        result[q * rows() + r] = table[count[q][r]];
      }
    }
    return result;
  }

  /// Cells of a query that are not X.
  private static int driven(TernaryWords queries, int query) {
    int cells = 0;
    for (int w = 0; w < queries.wordsPerRow(); w++) {
      cells += Long.bitCount(queries.care(query, w));
    }
    return cells;
  }
}
