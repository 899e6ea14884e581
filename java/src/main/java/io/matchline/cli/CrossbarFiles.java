package io.matchline.cli;

import io.matchline.crossbar.Crossbar;
import io.matchline.data.Matrix;
import io.matchline.data.MatrixFile;
import io.matchline.data.MatrixRule;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The two matrices of a crossbar on the command line.
///
/// @param conductances `[rows][columns]` S
/// @param inputs `[vectors][rows]` V
record CrossbarFiles(Matrix conductances, Matrix inputs) {
  private static final int MAX_VECTORS = 1 << 20;
  private static final MatrixRule CONDUCTANCE =
      new MatrixRule("conductance", Unit.SIEMENS, false, Crossbar.MAX_LINES, Crossbar.MAX_LINES);
  private static final MatrixRule INPUT =
      new MatrixRule("input", Unit.VOLT, true, MAX_VECTORS, Crossbar.MAX_LINES);

  /// Both files are read before either's problems are reported.
  ///
  /// @throws InvalidInputException with all problems of both files
  static CrossbarFiles read(Path conductances, Path inputs) {
    List<String> problems = new ArrayList<>();
    Matrix g = read(conductances, CONDUCTANCE, problems);
    Matrix v = read(inputs, INPUT, problems);
    if (problems.isEmpty() && g.rows() != v.columns()) {
      problems.add("%s: vectors of %d voltages, %s has %d rows".formatted(inputs, v.columns(), conductances, g.rows()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new CrossbarFiles(g, v);
  }

  private static Matrix read(Path path, MatrixRule rule, List<String> problems) {
    try {
      return MatrixFile.read(path, rule);
    } catch (InvalidInputException e) {
      problems.addAll(e.getMessage().lines().toList());
      return null;
    }
  }
}
