package io.matchline.search;

import io.matchline.tcam.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Ranks the rows of each query by score, greatest first; ties are marked and go to the lowest row.
public final class Ranking {
  private final Scores scores;

  public Ranking(Scores scores) {
    this.scores = scores;
  }

  /// The `k` best rows of a query, or all rows where there are fewer.
  public List<Match> top(int query, int k) {
    List<Match> ranked = new ArrayList<>();
    order(query).limit(k).forEach(row -> ranked.add(match(query, ranked.size() + 1, row)));
    return mark(query, ranked);
  }

  /// All rows whose distance is at most `distance`, best first.
  public List<Match> within(int query, int distance) {
    List<Match> ranked = new ArrayList<>();
    order(query)
        .filter(row -> scores.distance()[scores.index(query, row)] <= distance)
        .forEach(row -> ranked.add(match(query, ranked.size() + 1, row)));
    return mark(query, ranked);
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

  private IntStream order(int query) {
    return IntStream.range(0, scores.rows())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> -score(query, row)).thenComparingInt(row -> row))
        .mapToInt(Integer::intValue);
  }

  private double score(int query, int row) {
    return scores.score()[scores.index(query, row)];
  }

  private Match match(int query, int rank, int row) {
    int i = scores.index(query, row);
    return new Match(query, rank, row, scores.distance()[i], scores.voltageV()[i], scores.timeS()[i], false);
  }

  private List<Match> mark(int query, List<Match> ranked) {
    Map<Double, Integer> holders = new HashMap<>();
    for (int row = 0; row < scores.rows(); row++) {
      holders.merge(score(query, row), 1, Integer::sum);
    }
    return ranked.stream().map(m -> holders.get(score(query, m.row())) > 1 ? tied(m) : m).toList();
  }

  private static Match tied(Match m) {
    return new Match(m.query(), m.rank(), m.row(), m.distance(), m.voltageV(), m.timeS(), true);
  }
}
