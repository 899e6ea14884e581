package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.search.Ranking;
import io.matchline.tcam.Chip;
import io.matchline.tcam.Level;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.Scores;
import io.matchline.tcam.SearchCost;
import io.matchline.tcam.TcamArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Runs the episodes of one sweep point; each is programmed into a chip of its own.
///
/// @param config the point
/// @param tasks its episodes
/// @param target who discharges the lines; empty: the kernels
record FewShotEpisodes(FewShotSearch config, List<Task> tasks, Kernels kernels, Optional<LineTarget> target) {
  /// What came out of one episode.
  private record Outcome(int right, int tied, double[] margin, SearchCost cost) {}

  FewShotResult run(Workers workers, Progress progress) {
    Outcome[] outcomes = new Outcome[tasks.size()];
    workers.run(
        tasks.size(),
        1,
        span -> {
          for (int i = (int) span.begin(); i < span.end(); i++) {
            outcomes[i] = episode(i);
            progress.step(1);
          }
        });
    double[] accuracy = new double[outcomes.length];
    Arrays.setAll(accuracy, i -> (double) outcomes[i].right / outcomes[i].margin.length);
    return new FewShotResult(
        accuracy,
        Arrays.stream(outcomes).mapToLong(Outcome::tied).sum(),
        Arrays.stream(outcomes).flatMapToDouble(o -> Arrays.stream(o.margin)).toArray(),
        SearchCost.mean(Arrays.stream(outcomes).map(Outcome::cost).toList()));
  }

  private Outcome episode(int index) {
    Task task = tasks.get(index);
    Chip chip = new Chip(config.seed(), index, 0);
    try (Workers alone = new Workers(1);
        TcamArray array = TcamArray.program(config.array(), task.stored(), chip, kernels, alone, target)) {
      Scores scores = array.search(task.queries(), 0);
      Ranking ranking = new Ranking(scores);
      int right = 0;
      int tied = 0;
      double[] margin = new double[scores.queries()];
      for (int q = 0; q < margin.length; q++) {
        int best = ranking.best(q);
        right += task.storedLabel()[best] == task.queryLabel()[q] ? 1 : 0;
        tied += ranking.tied(q, best) ? 1 : 0;
        margin[q] = margin(scores, q, task);
      }
      return new Outcome(right, tied, margin, cost(array, task));
    }
  }

  /// Of the episode's first search.
  private SearchCost cost(TcamArray array, Task task) {
    return config.array().level() == Level.IDEAL
        ? SearchCost.UNKNOWN
        : array.costs(task.queries().rows(0, 1), 0).getFirst();
  }

  private static double margin(Scores scores, int query, Task task) {
    double own = Double.NEGATIVE_INFINITY;
    double other = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < scores.rows(); row++) {
      double score = scores.score()[scores.index(query, row)];
      if (task.storedLabel()[row] == task.queryLabel()[query]) {
        own = Math.max(own, score);
      } else {
        other = Math.max(other, score);
      }
    }
    return own - other;
  }
}
