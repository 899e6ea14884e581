package io.matchline.cli;

import io.matchline.config.ConfigReader;
import io.matchline.crossbar.Crossbar;
import io.matchline.data.Matrix;
import io.matchline.data.MatrixFile;
import io.matchline.data.MatrixRule;
import io.matchline.device.CellStates;
import io.matchline.device.CurrentLaw;
import io.matchline.device.StateLaw;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The files of a crossbar on the command line.
///
/// @param law of the cells; empty where they are plain conductances
/// @param conductances `[rows][columns]` S
/// @param inputs `[vectors][rows]` V
record CrossbarFiles(Matrix conductances, Matrix inputs, Optional<CellStates> law) {
  private static final int MAX_VECTORS = 1 << 20;
  private static final MatrixRule CONDUCTANCE =
      new MatrixRule("conductance", Unit.SIEMENS, false, Crossbar.MAX_LINES, Crossbar.MAX_LINES);
  private static final MatrixRule INPUT =
      new MatrixRule("input", Unit.VOLT, true, MAX_VECTORS, Crossbar.MAX_LINES);

  /// All files are read before the problems of any are reported.
  ///
  /// @param lawFile a current–voltage law, the conductances being those at 0 V
  /// @throws InvalidInputException with all problems of all files
  static CrossbarFiles read(Path conductances, Path inputs, Optional<Path> lawFile) {
    List<String> problems = new ArrayList<>();
    Matrix g = read(() -> MatrixFile.read(conductances, CONDUCTANCE), problems);
    Matrix v = read(() -> MatrixFile.read(inputs, INPUT), problems);
    Optional<StateLaw> law =
        lawFile.map(file -> read(() -> ConfigReader.read(file, CurrentLaw.class).law(), problems));
    if (problems.isEmpty() && g.rows() != v.columns()) {
      problems.add("%s: vectors of %d voltages, %s has %d rows".formatted(inputs, v.columns(), conductances, g.rows()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    Optional<CellStates> cells = law.map(l -> read(() -> cells(conductances, g, l, inputs, v), problems));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new CrossbarFiles(g, v, cells);
  }

  private static CellStates cells(Path conductances, Matrix g, StateLaw law, Path inputs, Matrix v) {
    List<String> problems = new ArrayList<>();
    CellStates cells = null;
    try {
      cells = CellStates.of(law, g.rows(), g.columns(), g.values());
    } catch (InvalidInputException e) {
      e.getMessage().lines().forEach(line -> problems.add(conductances + ": " + line));
    }
    try {
      DoubleSummaryStatistics rowV = Arrays.stream(v.values()).summaryStatistics();
      CellStates.requireTerminals(law, Math.min(0, rowV.getMin()), Math.max(0, rowV.getMax()));
    } catch (IllegalArgumentException e) {
      problems.add(inputs + ": " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return cells;
  }

  /// What a reader gives, or nothing and its problems.
  private static <T> T read(Supplier<T> reader, List<String> problems) {
    try {
      return reader.get();
    } catch (InvalidInputException e) {
      problems.addAll(e.getMessage().lines().toList());
      return null;
    }
  }
}
