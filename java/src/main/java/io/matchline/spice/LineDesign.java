package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import java.util.List;

/// A match line of transistor cells, how its search lines are driven and where it is sensed.
///
/// At t = 0 the precharged line is released and one search line of every cell begins to rise.
///
/// @param name for messages and file names
/// @param line the line; its node capacitance is the wire's alone
/// @param cell what stands at every node 1 … M
/// @param searchV what a driven search line rises to, > 0 V
/// @param riseS how long it takes, linearly, > 0 s
/// @param levelsV reference levels, each between 5 % and 95 % of the precharge, one or more, V
public record LineDesign(
    String name, MatchLine line, CellCircuit cell, double searchV, double riseS, List<Double> levelsV) {
  private static final double MIN_LEVEL = 0.05;
  private static final double MAX_LEVEL = 0.95;

  public LineDesign {
    levelsV = List.copyOf(levelsV);
    if (!(searchV > 0 && Double.isFinite(searchV))) {
      throw new IllegalArgumentException("search_v = %s V is not above 0 V".formatted(searchV));
    }
    if (!(riseS > 0 && Double.isFinite(riseS))) {
      throw new IllegalArgumentException("rise_s = %s s is not above 0 s".formatted(riseS));
    }
    if (levelsV.isEmpty()) {
      throw new IllegalArgumentException("no reference level; a calibration needs one");
    }
    for (double levelV : levelsV) {
      if (!isLevel(levelV, line.prechargeV())) {
        throw new IllegalArgumentException(
            "reference level %s V is not between %s and %s of precharge_v = %s V"
                .formatted(levelV, MIN_LEVEL, MAX_LEVEL, line.prechargeV()));
      }
    }
  }

  /// Whether a line can be calibrated at a level.
  static boolean isLevel(double levelV, double prechargeV) {
    return levelV >= MIN_LEVEL * prechargeV && levelV <= MAX_LEVEL * prechargeV;
  }

  double lowestLevelV() {
    return levelsV.stream().mapToDouble(v -> v).min().orElseThrow();
  }
}
