package io.matchline.cli;

import io.matchline.kernel.CrossbarStep;
import io.matchline.unit.Problems;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;

/// Reads the value of `--times`: times in s with blanks between them.
final class StepTimes {
  private StepTimes() {}

  /// The times; what is wrong with them is added to `problems`.
  static double[] parse(String text, String place, Problems problems) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
    if (words.length < 1 || words.length > CrossbarStep.MAX_TIMES) {
      problems.add(place, "--times has %d numbers, outside 1 … %d", words.length, CrossbarStep.MAX_TIMES);
      return new double[0];
    }
    double[] timesS = new double[words.length];
    for (int k = 0; k < words.length; k++) {
      timesS[k] = time(words[k], place + ": --times, number " + (k + 1), problems);
    }
    return timesS;
  }

  private static double time(String word, String place, Problems problems) {
    try {
      double timeS = Quantity.parse(word, Unit.SECOND).value();
      if (timeS < 0) {
        problems.add(place, "%s is below 0 s", word);
      }
      return timeS;
    } catch (IllegalArgumentException e) {
      problems.add(place, "%s", e.getMessage());
      return Double.NaN;
    }
  }
}
