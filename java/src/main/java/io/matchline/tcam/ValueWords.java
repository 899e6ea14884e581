package io.matchline.tcam;

import java.util.Arrays;

/// Words of analog values that are searched for.
///
/// @param valueV `[rows][cells]` V, NaN for don't-care; at least one row and one cell
public record ValueWords(double[][] valueV) implements CellWords {
  public ValueWords {
    valueV = Arrays.stream(valueV).map(double[]::clone).toArray(double[][]::new);
    WordShape.require(Arrays.stream(valueV).mapToInt(row -> row.length).toArray());
  }

  @Override
  public int rows() {
    return valueV.length;
  }

  @Override
  public int cells() {
    return valueV[0].length;
  }

  @Override
  public ValueWords rows(int begin, int end) {
    return new ValueWords(Arrays.copyOfRange(valueV, begin, end));
  }

  @Override
  public boolean cares(int row, int cell) {
    return !Double.isNaN(valueV[row][cell]);
  }
}
