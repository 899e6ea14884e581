package io.matchline.hardware;

import io.matchline.search.Ranking;
import io.matchline.tcam.Scores;

/// What an array says about the queries of an episode.
///
/// @param scores of all rows
/// @param label `[rows]` class of each row
public record SearchAnswers(Scores scores, int[] label) {
  /// The class of the best row of each query; equal rows go to the lowest.
  public int[] classes() {
    Ranking ranking = new Ranking(scores);
    int[] classes = new int[scores.queries()];
    for (int q = 0; q < classes.length; q++) {
      classes[q] = label[ranking.best(q)];
    }
    return classes;
  }

  /// Share of queries whose class is right.
  ///
  /// @param queryLabel `[queries]`
  public double accuracy(int[] queryLabel) {
    int[] classes = classes();
    int right = 0;
    for (int q = 0; q < classes.length; q++) {
      right += classes[q] == queryLabel[q] ? 1 : 0;
    }
    return (double) right / classes.length;
  }

  /// The scores with those made finite that no row reached or reported: a row that a circuit did not report has as many
  /// reports as it has, none; a line that never fell counts as one spread slower than the slowest.
  double[] finite() {
    double[] finite = scores.score().clone();
    double greatest = 0;
    double least = 0;
    for (int i = 0; i < finite.length; i++) {
      finite[i] = finite[i] == Scores.NOT_REPORTED ? 0 : finite[i];
      if (finite[i] < Double.POSITIVE_INFINITY) {
        greatest = Math.max(greatest, finite[i]);
        least = Math.min(least, finite[i]);
      }
    }
    for (int i = 0; i < finite.length; i++) {
      finite[i] = finite[i] == Double.POSITIVE_INFINITY ? 2 * greatest - least : finite[i];
    }
    return finite;
  }
}
