package io.matchline.spice;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The ngspice runs that fill a model's table, and what else of its folder they fill.
public interface References {
  /// One run per step of the progress; their points in order are the table.
  List<ReferenceRun> runs();

  /// The text of every file beside the table that the runs determine; complete once all of them are done.
  Map<Path, String> companions();

  /// Runs that fill the table alone.
  static References of(List<ReferenceRun> runs) {
    return new References() {
      @Override
      public List<ReferenceRun> runs() {
        return runs;
      }

      @Override
      public Map<Path, String> companions() {
        return Map.of();
      }
    };
  }
}
