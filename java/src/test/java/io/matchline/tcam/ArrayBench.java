package io.matchline.tcam;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;

/// Arrays for tests, described as people describe them.
final class ArrayBench {
  private ArrayBench() {}

  /// An array from the lines of a configuration, plain 10 kΩ / 1 MΩ devices unless said.
  static ArraySettings settings(String... lines) {
    String text = String.join("\n", lines);
    String device = text.contains("device:") ? "" : "\ndevice: { model: ohmic, lrs: 10 kΩ, hrs: 1 MΩ }";
    return ConfigReader.read("test.yaml", text + device, ArraySettings.class);
  }

  static Scores search(ArraySettings settings, TernaryWords stored, TernaryWords queries) {
    return search(settings, stored, queries, Backends.open(Backend.FFM), 1, 0);
  }

  static Scores search(
      ArraySettings settings, TernaryWords stored, TernaryWords queries, Kernels kernels, int threads, int first) {
    try (Workers workers = new Workers(threads);
        TcamArray array = TcamArray.program(settings, stored, Chip.first(7), kernels, workers)) {
      return array.search(queries, first);
    }
  }

  /// The row with the greatest score, the lowest among equals.
  static int best(Scores scores, int query) {
    int best = 0;
    for (int row = 1; row < scores.rows(); row++) {
      if (scores.score()[scores.index(query, row)] > scores.score()[scores.index(query, best)]) {
        best = row;
      }
    }
    return best;
  }
}
