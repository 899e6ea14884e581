package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.tcam.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Rankings against a plain sort of all rows, with many ties.
class RankingTest {
  private static final int QUERIES = 20;
  private static final int ROWS = 90;

  private static Scores random() {
    Random random = new Random(4);
    double[] score = new double[QUERIES * ROWS];
    int[] distance = new int[score.length];
    for (int i = 0; i < score.length; i++) {
      distance[i] = random.nextInt(12);
      score[i] = -distance[i];
    }
    return new Scores(QUERIES, ROWS, score, distance, new double[score.length], new double[score.length]);
  }

  private static List<Integer> sorted(Scores scores, int query) {
    List<Integer> rows = new ArrayList<>();
    for (int distance = 0; distance < 12; distance++) {
      for (int row = 0; row < ROWS; row++) {
        if (scores.distance()[scores.index(query, row)] == distance) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  @Test
  void topIsTheBeginningOfASort() {
    Scores scores = random();
    Ranking ranking = new Ranking(scores);
    for (int q = 0; q < QUERIES; q++) {
      for (int k : new int[] {1, 2, 7, 89, 90, 1000}) {
        List<Match> top = ranking.top(q, k);
        assertEquals(sorted(scores, q).subList(0, Math.min(k, ROWS)), top.stream().map(Match::row).toList());
        for (Match match : top) {
          assertEquals(ranking.tied(q, match.row()), match.tied());
        }
      }
      assertEquals(ranking.best(q), ranking.top(q, 1).getFirst().row());
    }
  }

  @Test
  void withinTakesTheLimitIn() {
    Scores scores = random();
    List<Match> within = new Ranking(scores).within(3, 4);
    assertTrue(within.stream().allMatch(match -> match.distance() <= 4));
    assertTrue(within.stream().anyMatch(match -> match.distance() == 4));
    assertEquals(sorted(scores, 3).subList(0, within.size()), within.stream().map(Match::row).toList());
    assertEquals(within.size(), within.getLast().rank());
  }
}
