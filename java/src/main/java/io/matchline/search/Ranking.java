package io.matchline.search;

import io.matchline.tcam.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Ranks the rows of each query by score, greatest first; ties are marked and go to the lowest row.
public final class Ranking {
  private final Scores scores;

  public Ranking(Scores scores) {
    this.scores = scores;
  }

  /// The `k` best rows of a query, or all that are reported where there are fewer.
  public List<Match> top(int query, int k) {
    int begin = scores.index(query, 0);
    double[] sorted = Arrays.copyOfRange(scores.score(), begin, begin + scores.rows());
    Arrays.sort(sorted);
    double least = sorted[Math.max(0, scores.rows() - k)];
    List<Match> ranked = ranked(query, row -> score(query, row) >= least && score(query, row) > Scores.NOT_REPORTED);
    return ranked.subList(0, Math.min(k, ranked.size()));
  }

  /// All rows whose distance is at most `distance`, best first.
  ///
  /// @throws IllegalArgumentException where distances were not measured
  public List<Match> within(int query, int distance) {
    if (scores.distance()[scores.index(query, 0)] == Scores.NO_DISTANCE) {
      throw new IllegalArgumentException("the amplifiers report the winner only, so there are no distances");
    }
    return ranked(query, row -> scores.distance()[scores.index(query, row)] <= distance);
  }

  /// The best row of a query, the lowest among equals.
  public int best(int query) {
    int best = 0;
    for (int row = 1; row < scores.rows(); row++) {
      if (score(query, row) > score(query, best)) {
        best = row;
      }
    }
    return best;
  }

  /// Whether another row has exactly the score of `row`.
  public boolean tied(int query, int row) {
    int holders = 0;
    for (int other = 0; other < scores.rows(); other++) {
      holders += score(query, other) == score(query, row) ? 1 : 0;
    }
    return holders > 1;
  }

  /// The chosen rows in order. Equal scores are chosen together, so ties are seen among neighbours.
  private List<Match> ranked(int query, IntPredicate chosen) {
    List<Integer> rows =
        IntStream.range(0, scores.rows())
            .filter(chosen)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> -score(query, row)).thenComparingInt(row -> row))
            .toList();
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double score = score(query, rows.get(i));
      boolean tied =
          i > 0 && score(query, rows.get(i - 1)) == score
              || i + 1 < rows.size() && score(query, rows.get(i + 1)) == score;
      matches.add(match(query, i + 1, rows.get(i), tied));
    }
    return matches;
  }

  private double score(int query, int row) {
    return scores.score()[scores.index(query, row)];
  }

  private Match match(int query, int rank, int row, boolean tied) {
    int i = scores.index(query, row);
    return new Match(query, rank, row, scores.distance()[i], scores.voltageV()[i], scores.timeS()[i], tied);
  }
}
