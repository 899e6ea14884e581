package io.matchline.tcam;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The cell tables that a cases file names, each read once. Relative names start at the folder of the cases file.
final class CurveFiles {
  private final Path cases;
  private final Map<Path, CellCurves> read = new HashMap<>();
  private final Map<Path, RiseCurves> rises = new HashMap<>();
  private final Map<List<Path>, StackCurves> stacks = new HashMap<>();

  CurveFiles(Path cases) {
    this.cases = cases;
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  CellCurves get(String name) {
    return read.computeIfAbsent(path(name), CellCurves::read);
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  RiseCurves rise(String name) {
    return rises.computeIfAbsent(path(name), RiseCurves::read);
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of a file
  StackCurves stack(String table, String currents) {
    return stacks.computeIfAbsent(
        List.of(path(table), path(currents)), paths -> StackCurves.read(paths.get(0), paths.get(1)));
  }

  private Path path(String name) {
    return cases.resolveSibling(name).normalize();
  }
}
