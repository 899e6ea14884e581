package io.matchline.tcam;

/// What every matrix of words keeps to: at least one row, at least one cell, all rows of one width.
final class WordShape {
  private WordShape() {}

  /// @param cells number of cells of each row
  static void require(int[] cells) {
    if (cells.length == 0 || cells[0] == 0) {
      throw new IllegalArgumentException("no words; at least one row of one cell is needed");
    }
    for (int r = 1; r < cells.length; r++) {
      if (cells[r] != cells[0]) {
        throw new IllegalArgumentException("row %d has %d cells, row 0 has %d".formatted(r, cells[r], cells[0]));
      }
    }
  }
}
