package io.matchline.tcam;

import java.lang.foreign.Arena;
import java.util.Optional;

/// Conductances measured on a chip; nothing changes them.
///
/// @param conductanceS `[rows][cells][2]` S, branches on SL and SLB
record MeasuredTiles(double[][][] conductanceS) implements TileSource {
  @Override
  public boolean uniform() {
    return false;
  }

  @Override
  public Optional<NoisyCells> noisyCells(Tiling.Columns columns) {
    return Optional.empty();
  }

  @Override
  public Optional<ReadFactors> readFactors(Tiling.Columns columns) {
    return Optional.empty();
  }

  @Override
  public Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns) {
    Conductances lines = Conductances.allocate(arena, conductanceS.length, tileColumns);
    for (int r = 0; r < conductanceS.length; r++) {
      for (int j = columns.begin(); j < columns.end(); j++) {
        double[] branches = conductanceS[r][j];
        lines.set(r, j - columns.begin(), branches[0], branches[1]);
      }
    }
    return lines;
  }
}
