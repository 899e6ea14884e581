package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Cell;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How often the wrong one of two rows wins, by the numbers of their mismatches, and where the place of mismatches
/// outweighs their number.
@Named(value = "margin-analysis", doc = "error probability of the winner against the Hamming gap")
public record MarginAnalysis(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "the rows that compete", standard = "{}") MarginTask margin,
    @Param(doc = "the array; its tile's columns are the width of the words", standard = "{}") ArraySettings array,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public MarginAnalysis {
    if (!(array.cell() instanceof Cell.Ternary)) {
      throw new IllegalArgumentException(
          "array.cell = %s has no Hamming distance; margins are those of 16T, 2T2R or 2FeFET"
              .formatted(array.cell().key()));
    }
    int cells = array.tile().columns();
    int most = margin.mostMismatches();
    if (most > cells) {
      throw new IllegalArgumentException(
          "margin: %d mismatches (the largest of mismatches plus the largest of gaps) do not fit tile.columns = %d cells"
              .formatted(most, cells));
    }
    if ((long) margin.pairs() * cells > MarginTask.MOST_CELLS) {
      throw new IllegalArgumentException(
          "margin: pairs = %d times tile.columns = %d is above %d cells"
              .formatted(margin.pairs(), cells, MarginTask.MOST_CELLS));
    }
    if (array.sense().winnerOnly()) {
      throw new IllegalArgumentException(
          "array.sense: a winner or loser circuit reports one row of a tile; pairs of rows need kind strobe, time or adc");
    }
  }
}
