package io.matchline.cli;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.tcam.DigitalLayout;
import io.matchline.tcam.RangeWords;
import io.matchline.tcam.SymbolWords;
import io.matchline.tcam.ValueWords;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads words of states, ranges or values from a `.npy` file: integers `[words][cells]` with −1 for don't-care, floats
/// `[words][cells][2]` with both ends, floats `[words][cells]` with NaN for don't-care.
final class ValuedArray {
  private final Path path;
  private final NpyArray array;
  private final Problems problems = new Problems();

  /// @param perCell numbers of each cell, 1 or 2
  private ValuedArray(Path path, int perCell) {
    this.path = path;
    this.array = Npy.read(path);
    int[] shape = array.shape();
    boolean fits = shape.length == perCell + 1
        && shape[0] >= 1
        && shape[1] >= 1
        && shape[1] <= DigitalLayout.MAX_CELLS
        && (perCell == 1 || shape[2] == perCell);
    if (!fits) {
      throw new InvalidInputException(
          "%s: shape %s; [words][cells]%s is needed, at least one word and 1 … %d cells".formatted(
              path, Arrays.toString(shape), perCell == 1 ? "" : "[" + perCell + "]", DigitalLayout.MAX_CELLS));
    }
  }

  /// @throws InvalidInputException with all problems of the file
  static SymbolWords states(Path path, int states) {
    ValuedArray file = new ValuedArray(path, 1);
    if (!file.array.type().integral()) {
      throw new InvalidInputException(path + ": states are integers, the file has floats");
    }
    int[][] symbol = new int[file.rows()][file.cells()];
    for (int r = 0; r < symbol.length; r++) {
      for (int j = 0; j < symbol[r].length; j++) {
        long state = file.array.integer(r * file.cells() + j);
        if (state < SymbolWords.X || state >= states) {
          file.problems.add(file.place(r, j), "%d is no state; states are 0 … %d, or -1 for X", state, states - 1);
        } else {
          symbol[r][j] = (int) state;
        }
      }
    }
    file.problems.throwIfAny();
    return new SymbolWords(symbol);
  }

  /// @throws InvalidInputException with all problems of the file
  static RangeWords ranges(Path path) {
    ValuedArray file = new ValuedArray(path, 2);
    double[][] low = new double[file.rows()][file.cells()];
    double[][] high = new double[file.rows()][file.cells()];
    for (int r = 0; r < low.length; r++) {
      for (int j = 0; j < low[r].length; j++) {
        int at = 2 * (r * file.cells() + j);
        low[r][j] = file.array.number(at);
        high[r][j] = file.array.number(at + 1);
        if (!(low[r][j] <= high[r][j])) {
          file.problems.add(file.place(r, j), "%s:%s is no range that rises", low[r][j], high[r][j]);
        }
      }
    }
    file.problems.throwIfAny();
    return new RangeWords(low, high);
  }

  /// @throws InvalidInputException with all problems of the file
  static ValueWords values(Path path) {
    ValuedArray file = new ValuedArray(path, 1);
    double[][] value = new double[file.rows()][file.cells()];
    for (int r = 0; r < value.length; r++) {
      for (int j = 0; j < value[r].length; j++) {
        value[r][j] = file.array.number(r * file.cells() + j);
        if (Double.isInfinite(value[r][j])) {
          file.problems.add(file.place(r, j), "%s is not finite", value[r][j]);
        }
      }
    }
    file.problems.throwIfAny();
    return new ValueWords(value);
  }

  private int rows() {
    return array.shape()[0];
  }

  private int cells() {
    return array.shape()[1];
  }

  private String place(int row, int cell) {
    return path + "[" + row + "][" + cell + "]";
  }
}
