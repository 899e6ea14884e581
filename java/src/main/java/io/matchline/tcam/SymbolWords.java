package io.matchline.tcam;

import java.util.Arrays;

/// Words of numbered states, stored in multi-bit cells or searched for.
///
/// @param symbol `[rows][cells]` states from 0, {@link #X} for don't-care; at least one row and one cell
public record SymbolWords(int[][] symbol) implements CellWords {
  /// Don't-care.
  public static final int X = -1;

  public SymbolWords {
    symbol = Arrays.stream(symbol).map(int[]::clone).toArray(int[][]::new);
    WordShape.require(Arrays.stream(symbol).mapToInt(row -> row.length).toArray());
    for (int[] row : symbol) {
      for (int state : row) {
        if (state < X) {
          throw new IllegalArgumentException("state %d is below 0".formatted(state));
        }
      }
    }
  }

  @Override
  public int rows() {
    return symbol.length;
  }

  @Override
  public int cells() {
    return symbol[0].length;
  }

  @Override
  public SymbolWords rows(int begin, int end) {
    return new SymbolWords(Arrays.copyOfRange(symbol, begin, end));
  }

  @Override
  public boolean cares(int row, int cell) {
    return symbol[row][cell] != X;
  }

  /// The highest state, or {@link #X} where every cell is X.
  public int highest() {
    return Arrays.stream(symbol).flatMapToInt(Arrays::stream).max().orElseThrow();
  }
}
