package io.matchline.cli;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.tcam.DigitalLayout;
import io.matchline.tcam.Trit;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads words from a text file, a CSV file without header, or a `.npy` file.
final class WordFile {
  /// What help says about the files.
  static final String FORMAT = """
      Words are text lines of 0, 1 and X (don't-care, also x), with or without blanks between the cells;
      CSV with one cell between two commas and no header; or a .npy file of shape [words][cells] with
      the numbers 0 and 1 (booleans or integers), or with floats when the configuration has features,
      which then turn them into the words of any cell.
      MCAM cells take states from 0, ACAM cells store ranges in V, low:high with either end
      optional, and are searched with values in V; as text lines, blanks or commas between the cells, X
      for don't-care, or as .npy: states as integers with -1 for X, ranges as floats of shape
      [words][cells][2], values as floats with NaN for X. A query that lies within every range of a row
      has distance 0, so --exact is a range search.
      Empty lines and lines that begin with # are skipped. All words of both files have the same width.
      """;

  private static final int MAX_CELLS = DigitalLayout.MAX_CELLS;

  private WordFile() {}

  /// Reads a file, as `.npy` or text by its name.
  ///
  /// @throws InvalidInputException with all problems of the file
  static SearchWords read(Path path) {
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      return new SearchWords.Cells(WordText.read(path));
    }
    NpyArray array = Npy.read(path);
    checkShape(path, array.shape());
    return array.type().integral() ? cells(path, array) : features(path, array);
  }

  /// Feature vectors alone, for cells whose own words could be floats or integers, too.
  static SearchWords.Features features(Path path) {
    NpyArray array = Npy.read(path);
    checkShape(path, array.shape());
    return features(path, array);
  }

  private static void checkShape(Path path, int[] shape) {
    if (shape.length != 2 || shape[0] < 1 || shape[1] < 1 || shape[1] > MAX_CELLS) {
      throw new InvalidInputException(
          "%s: shape %s; [words][cells] is needed, at least one word and 1 … %d cells"
              .formatted(path, Arrays.toString(shape), MAX_CELLS));
    }
  }

  private static SearchWords cells(Path path, NpyArray array) {
    Problems problems = new Problems();
    WordRows rows = new WordRows();
    int width = array.shape()[1];
    for (int r = 0; r < array.shape()[0]; r++) {
      List<Trit> row = new ArrayList<>(width);
      for (int j = 0; j < width; j++) {
        long value = array.integer(r * width + j);
        if (value != 0 && value != 1) {
          problems.add(place(path, r, j), "%d is no cell; cells are 0 or 1", value);
        }
        row.add(value == 0 ? Trit.ZERO : Trit.ONE);
      }
      rows.add(row);
    }
    problems.throwIfAny();
    return new SearchWords.Cells(rows.words(width));
  }

  private static SearchWords.Features features(Path path, NpyArray array) {
    Problems problems = new Problems();
    int columns = array.shape()[1];
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.number(i);
      if (!Double.isFinite(values[i])) {
        problems.add(place(path, i / columns, i % columns), "%s is not finite", values[i]);
      }
    }
    problems.throwIfAny();
    return new SearchWords.Features(array.shape()[0], columns, values);
  }

  private static String place(Path path, int row, int column) {
    return path + "[" + row + "][" + column + "]";
  }
}
