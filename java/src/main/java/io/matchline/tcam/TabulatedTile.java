package io.matchline.tcam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The match lines of one column tile of tabulated cells.
///
/// @param columns which cells of a word the tile holds
/// @param stored the tile's cells of the stored words
/// @param lines its lines
record TabulatedTile(Tiling.Columns columns, TernaryWords stored, TabulatedLines lines) implements LineReader {
  @Override
  public int rows() {
    return stored.rows();
  }

  @Override
  public double[] voltagesV(CellWords queries, int firstSearch, double timeS) {
    return lines.voltagesV(patterns(queries), timeS);
  }

  @Override
  public double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV) {
    List<String> patterns = patterns(queries);
    return Arrays.stream(referencesV)
        .mapToObj(referenceV -> lines.crossingsS(patterns, referenceV))
        .toArray(double[][]::new);
  }

  @Override
  public TabulatedTile by(LineTarget other) {
    return this;
  }

  @Override
  public TabulatedTile during(int search) {
    return this;
  }

  /// States of every line's cells, rows of a query side by side.
  private List<String> patterns(CellWords queries) {
    TernaryWords searched = columns.of((TernaryWords) queries);
    List<String> patterns = new ArrayList<>(searched.rows() * stored.rows());
    for (int q = 0; q < searched.rows(); q++) {
      for (int r = 0; r < stored.rows(); r++) {
        patterns.add(pattern(searched, q, r));
      }
    }
    return patterns;
  }

  private String pattern(TernaryWords searched, int query, int row) {
    StringBuilder pattern = new StringBuilder(stored.cells());
    for (int j = 0; j < stored.cells(); j++) {
      pattern.append(stored.cell(row, j).mismatches(searched.cell(query, j)) ? '1' : '0');
    }
    return pattern.toString();
  }
}
