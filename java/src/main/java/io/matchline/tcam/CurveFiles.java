package io.matchline.tcam;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The cell tables that a cases file names, each read once. Relative names start at the folder of the cases file.
final class CurveFiles {
  private final Path folder;
  private final Map<Path, CellCurves> read = new HashMap<>();

  CurveFiles(Path folder) {
    this.folder = folder;
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  CellCurves get(String name) {
    return read.computeIfAbsent(folder.resolve(name).normalize(), CellCurves::read);
  }
}
