package io.matchline.cli;

import io.matchline.tcam.Trit;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/// Collects words of equal width, 64 cells to a `long`.
final class WordRows {
  private final List<long[]> values = new ArrayList<>();
  private final List<long[]> cares = new ArrayList<>();

  /// @param cells one trit per cell
  void add(List<Trit> cells) {
    long[] value = new long[(cells.size() + 63) / 64];
    long[] care = new long[value.length];
    for (int j = 0; j < cells.size(); j++) {
      long bit = 1L << (j & 63);
      value[j >> 6] |= cells.get(j) == Trit.ONE ? bit : 0;
      care[j >> 6] |= cells.get(j) == Trit.X ? 0 : bit;
    }
    values.add(value);
    cares.add(care);
  }

  TernaryWords words(int cells) {
    return TernaryWords.of(values.size(), cells, flat(values), flat(cares));
  }

  private static long[] flat(List<long[]> rows) {
    int words = rows.getFirst().length;
    if ((long) words * rows.size() > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          rows.size() + " words of " + 64 * words + " cells are more than one array can hold");
    }
    long[] all = new long[words * rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.get(r), 0, all, r * words, words);
    }
    return all;
  }
}
