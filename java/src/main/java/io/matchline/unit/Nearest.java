package io.matchline.unit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that somebody most likely meant.
public final class Nearest {
  private Nearest() {}

  /// The known name closest to `word`: at most a third of its letters (and at least one) are wrong, or one begins with
  /// the other. The first of equals wins.
  public static Optional<String> to(String word, Collection<String> known) {
    String given = word.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.max(1, given.length() / 3) + 1;
    for (String name : known) {
      int edits = edits(given, name.toLowerCase(Locale.ROOT));
      if (edits < least) {
        best = name;
        least = edits;
      }
    }
    return Optional.ofNullable(best).or(() -> beginning(given, known));
  }

  /// The known name with the fewest edits from `word`, however many they are; `known` is not empty.
  public static String of(String word, Collection<String> known) {
    String given = word.toLowerCase(Locale.ROOT);
    Comparator<String> byEdits = Comparator.comparingInt(name -> edits(given, name.toLowerCase(Locale.ROOT)));
    return known.stream().min(byEdits).orElseThrow();
  }

  /// `; did you mean …?`, or nothing when no known name is near.
  public static String hint(String word, Collection<String> known) {
    return to(word, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  private static Optional<String> beginning(String given, Collection<String> known) {
    return given.length() < 3 ? Optional.empty() : known.stream().filter(name -> name.startsWith(given)).findFirst();
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
