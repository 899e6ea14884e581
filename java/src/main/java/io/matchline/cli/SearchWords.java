package io.matchline.cli;

import io.matchline.tcam.CellWords;

/// Words to store or to search for, as a file gives them.
sealed interface SearchWords {
  int rows();

  int columns();

  /// Words as the cells take them, one cell per column.
  record Cells(CellWords words) implements SearchWords {
    @Override
    public int rows() {
      return words.rows();
    }

    @Override
    public int columns() {
      return words.cells();
    }
  }

  /// Feature vectors that the configuration's encoder turns into words; `values` is `[rows][columns]`, finite.
  record Features(int rows, int columns, double[] values) implements SearchWords {}
}
