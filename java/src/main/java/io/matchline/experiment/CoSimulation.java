package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.ArraySettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.util.List;

/// A search in which ngspice simulates one row and the kernels the others, beside the same search by the kernels alone.
///
/// Random words as wide as a tile are stored. Each query is the word of the co-simulated row with some cells flipped.
@Named(value = "co-simulation", doc = "one row of an array in ngspice, compared with the kernels")
public record CoSimulation(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "the array that is searched; its words fill one column tile", standard = "{}") ArraySettings array,
    @Param(doc = "stored words", min = 1, max = 65536, standard = "16") int rows,
    @Param(doc = "one query for each: cells in which it differs from the co-simulated row", min = 0, max = 65536,
            standard = "[0, 1, 2, 4, 8]")
        List<Integer> mismatches,
    @Param(doc = "the row in ngspice", standard = "{}") TargetSettings.CoSimulation coSimulated,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public CoSimulation {
    mismatches = List.copyOf(mismatches);
    Targets.check(coSimulated, array);
    array.requireBits();
    if (coSimulated.row() >= rows) {
      throw new IllegalArgumentException("co-simulated.row = %d is not below rows = %d".formatted(coSimulated.row(), rows));
    }
    if (mismatches.isEmpty()) {
      throw new IllegalArgumentException("mismatches is empty; a search needs a query");
    }
    int columns = array.tile().columns();
    for (int count : mismatches) {
      if (count > columns) {
        throw new IllegalArgumentException(
            "mismatches = %d is above array.tile.columns = %d, the cells of a word".formatted(count, columns));
      }
    }
  }
}
