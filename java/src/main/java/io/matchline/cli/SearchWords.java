package io.matchline.cli;

import io.matchline.tcam.TernaryWords;

/// Words to store or to search for, as a file gives them.
sealed interface SearchWords {
  int rows();

  int columns();

  /// Ternary words, one cell per column.
  record Cells(TernaryWords words) implements SearchWords {
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
