package io.matchline.experiment;

import io.matchline.tcam.MismatchPlaces;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.util.List;

/// Pairs of rows that compete for the best match: one mismatches in k cells, the other in k + gap.
@Named(value = "margin", doc = "pairs of rows with k and k + gap mismatches")
public record MarginTask(
    @Param(doc = "mismatches k of the better row", min = 0, max = 65536, standard = "[0, 1, 2, 4, 8, 16]")
        List<Integer> mismatches,
    @Param(doc = "how many more the other row has", min = 1, max = 65536, standard = "[1, 2, 4]") List<Integer> gaps,
    @Param(doc = "where the mismatches sit", standard = "random") MismatchPlaces places,
    @Param(doc = "pairs for each k and gap, every row with devices and an amplifier of its own", min = 1,
            max = 1_000_000, standard = "1000")
        int pairs) {
  /// Cells of the rows with fewer mismatches that are programmed at once.
  static final long MOST_CELLS = 1L << 24;

  public MarginTask {
    mismatches = rising("mismatches", mismatches);
    gaps = rising("gaps", gaps);
  }

  private static List<Integer> rising(String name, List<Integer> values) {
    boolean rises = !values.isEmpty();
    for (int i = 1; i < values.size(); i++) {
      rises &= values.get(i - 1) < values.get(i);
    }
    if (!rises) {
      throw new IllegalArgumentException("%s = %s is not a list of rising numbers".formatted(name, values));
    }
    return List.copyOf(values);
  }

  int mostMismatches() {
    return mismatches.getLast() + gaps.getLast();
  }

  /// Combinations of k and gap, the gaps of one k side by side.
  int contests() {
    return mismatches.size() * gaps.size();
  }

  int mismatchesOf(int contest) {
    return mismatches.get(contest / gaps.size());
  }

  int gapOf(int contest) {
    return gaps.get(contest % gaps.size());
  }
}
