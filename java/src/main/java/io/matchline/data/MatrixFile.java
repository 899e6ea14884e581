package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Reads a matrix of numbers from a CSV file without a header or from a `.npy` file.
public final class MatrixFile {
  /// What help says about such files.
  public static final String FORMAT = """
      A matrix is CSV, one row a line, plain numbers between commas and no header (empty lines and
      lines that begin with # are skipped), or a .npy file with two dimensions.
      """;

  private MatrixFile() {}

  /// Reads a file, as `.npy` or CSV by its name.
  ///
  /// @throws InvalidInputException with all problems of the file
  public static Matrix read(Path path, MatrixRule rule) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
        ? ofArray(path, Npy.read(path), rule)
        : MatrixText.read(path, rule);
  }

  private static Matrix ofArray(Path path, NpyArray array, MatrixRule rule) {
    int[] shape = array.shape();
    if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
      throw new InvalidInputException(
          "%s: shape %s; two dimensions of at least 1 are needed".formatted(path, Arrays.toString(shape)));
    }
    Problems problems = new Problems();
    rule.checkSize(path.toString(), shape[0], shape[1], problems);
    problems.throwIfAny();
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.number(i);
      rule.check(path + "[" + i / shape[1] + "][" + i % shape[1] + "]", values[i], problems);
    }
    problems.throwIfAny();
    return new Matrix(shape[0], shape[1], values);
  }
}
