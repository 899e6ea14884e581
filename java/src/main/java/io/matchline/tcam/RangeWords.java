package io.matchline.tcam;

import java.util.Arrays;

/// Words of ranges that analog cells store; both ends belong to a range.
///
/// @param lowV `[rows][cells]` V, −∞ for no lower end
/// @param highV `[rows][cells]` V, not below `lowV`, +∞ for no upper end; don't-care has neither
public record RangeWords(double[][] lowV, double[][] highV) implements CellWords {
  public RangeWords {
    lowV = Arrays.stream(lowV).map(double[]::clone).toArray(double[][]::new);
    highV = Arrays.stream(highV).map(double[]::clone).toArray(double[][]::new);
    WordShape.require(Arrays.stream(lowV).mapToInt(row -> row.length).toArray());
    if (highV.length != lowV.length) {
      throw new IllegalArgumentException("%d rows of lower ends, %d of upper ends".formatted(lowV.length, highV.length));
    }
    for (int r = 0; r < lowV.length; r++) {
      for (int j = 0; j < lowV[r].length; j++) {
        if (!(highV[r].length == lowV[0].length && lowV[r][j] <= highV[r][j])) {
          throw new IllegalArgumentException("row %d has a range that does not rise".formatted(r));
        }
      }
    }
  }

  @Override
  public int rows() {
    return lowV.length;
  }

  @Override
  public int cells() {
    return lowV[0].length;
  }

  @Override
  public RangeWords rows(int begin, int end) {
    return new RangeWords(Arrays.copyOfRange(lowV, begin, end), Arrays.copyOfRange(highV, begin, end));
  }

  @Override
  public boolean cares(int row, int cell) {
    return lowV[row][cell] > Double.NEGATIVE_INFINITY || highV[row][cell] < Double.POSITIVE_INFINITY;
  }
}
