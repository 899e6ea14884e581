package io.matchline.tcam;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;

/// Ternary cells of level `ladder-table`: all alike, what they conduct and store in a table.
record CalibratedCells(ArraySettings settings, TernaryWords stored, Kernels kernels, Workers workers)
    implements StoredCells {
  @Override
  public LineReader tile(Arena arena, Tiling.Columns columns, NominalLine nominal, LineTarget target) {
    return new TabulatedTile(columns, columns.of(stored), TabulatedLines.of(settings, kernels, workers));
  }

  @Override
  public int[] distances(CellWords queries) {
    throw new IllegalStateException("level ladder-table reads lines, it does not count");
  }

  @Override
  public String searchFault(CellWords queries) {
    return settings.cell().searchFault(queries);
  }
}
