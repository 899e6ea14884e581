package io.matchline.experiment;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// A kind of few-shot episode.
@Named(value = "task", doc = "a kind of few-shot episode")
public record TestTask(
    @Param(doc = "classes", min = 2, max = 10_000) int ways,
    @Param(doc = "support images per class", min = 1, max = 1_000) int shots) {
  /// `5w1s`
  String name() {
    return ways + "w" + shots + "s";
  }
}
