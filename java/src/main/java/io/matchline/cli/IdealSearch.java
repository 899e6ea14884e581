package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.MismatchSearch;
import io.matchline.tcam.MismatchSearch.Match;
import io.matchline.tcam.TernaryWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Searches at the ideal level: the match line tells the number of mismatches without error, and has no waveform.
record IdealSearch(Kernels kernels, Workers workers) {
  /// Hits by query, then rank.
  List<SearchHit> search(TernaryWords stored, TernaryWords queries, SearchRule rule) {
    try (MismatchSearch search = new MismatchSearch(kernels, workers, stored)) {
      return switch (rule) {
        case SearchRule.Top(int k) -> top(search, queries, k);
        case SearchRule.Threshold(int distance) -> within(search, stored, queries, distance);
      };
    }
  }

  /// One row more than asked for tells whether the last one is tied.
  private static List<SearchHit> top(MismatchSearch search, TernaryWords queries, int k) {
    List<SearchHit> hits = new ArrayList<>();
    if (k < MismatchSearch.MAX_NEAREST) {
      List<List<Match>> nearest = search.nearest(queries, k + 1);
      for (int q = 0; q < nearest.size(); q++) {
        add(hits, q, nearest.get(q), k);
      }
      return hits;
    }
    for (int q = 0; q < queries.rows(); q++) {
      add(hits, q, ranked(search.all(queries.rows(q, q + 1))[0]), k);
    }
    return hits;
  }

  private static List<Match> ranked(int[] distance) {
    List<Match> ranked = new ArrayList<>(distance.length);
    for (int row = 0; row < distance.length; row++) {
      ranked.add(new Match(row, distance[row]));
    }
    ranked.sort(Comparator.comparingInt(Match::distance));
    return ranked;
  }

  private static List<SearchHit> within(
      MismatchSearch search, TernaryWords stored, TernaryWords queries, int distance) {
    List<SearchHit> hits = new ArrayList<>();
    int[][] rows = search.within(queries, distance);
    for (int q = 0; q < rows.length; q++) {
      List<Match> ranked = new ArrayList<>();
      for (int row : rows[q]) {
        ranked.add(new Match(row, mismatches(stored, row, queries, q)));
      }
      ranked.sort(Comparator.comparingInt(Match::distance));
      add(hits, q, ranked, ranked.size());
    }
    return hits;
  }

  /// Cells that care on both sides and differ.
  static int mismatches(TernaryWords stored, int row, TernaryWords queries, int query) {
    int count = 0;
    for (int w = 0; w < stored.wordsPerRow(); w++) {
      long differ = stored.value(row, w) ^ queries.value(query, w);
      count += Long.bitCount(differ & stored.care(row, w) & queries.care(query, w));
    }
    return count;
  }

  private static void add(List<SearchHit> hits, int query, List<Match> ranked, int k) {
    for (int i = 0; i < Math.min(k, ranked.size()); i++) {
      Match match = ranked.get(i);
      boolean tied = i > 0 && ranked.get(i - 1).distance() == match.distance()
          || i + 1 < ranked.size() && ranked.get(i + 1).distance() == match.distance();
      hits.add(new SearchHit(
          query, i + 1, match.row(), OptionalInt.of(match.distance()), OptionalDouble.empty(), OptionalDouble.empty(), tied));
    }
  }
}
