package io.matchline.cli;

import io.matchline.tcam.RangeWords;
import io.matchline.tcam.SymbolWords;
import io.matchline.tcam.ValueWords;
import java.nio.file.Path;
import java.util.Locale;

/// Reads words of states, ranges or values, as `.npy` or text by the file's name.
final class ValuedFile {
  private ValuedFile() {}

  static SymbolWords states(Path path, int states) {
    return isArray(path) ? ValuedArray.states(path, states) : ValuedText.states(path, states);
  }

  static RangeWords ranges(Path path) {
    return isArray(path) ? ValuedArray.ranges(path) : ValuedText.ranges(path);
  }

  static ValueWords values(Path path) {
    return isArray(path) ? ValuedArray.values(path) : ValuedText.values(path);
  }

  private static boolean isArray(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
  }
}
