package io.matchline.tcam;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The cell tables that a cases file names, each read once. Relative names start at the folder of the cases file.
final class CurveFiles {
  private final Path cases;
  private final Map<Path, CellCurves> read = new HashMap<>();

  CurveFiles(Path cases) {
    this.cases = cases;
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  CellCurves get(String name) {
    return read.computeIfAbsent(cases.resolveSibling(name).normalize(), CellCurves::read);
  }
}
