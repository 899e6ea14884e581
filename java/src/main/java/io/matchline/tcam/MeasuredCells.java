package io.matchline.tcam;

import java.lang.foreign.Arena;

/// Ternary cells whose conductances were measured on a chip.
///
/// @param cell the kind of cell
/// @param conductanceS `[rows][cells][2]` S, branches on SL and SLB
record MeasuredCells(Cell cell, double[][][] conductanceS) implements StoredCells {
  @Override
  public LineReader tile(Arena arena, Tiling.Columns columns, NominalLine nominal, LineTarget target) {
    Conductances lines = Conductances.allocate(arena, conductanceS.length, nominal.line().cells());
    for (int r = 0; r < conductanceS.length; r++) {
      for (int j = columns.begin(); j < columns.end(); j++) {
        double[] branches = conductanceS[r][j];
        lines.set(r, j - columns.begin(), branches[0], branches[1]);
      }
    }
    return new ColumnTile(columns, nominal.line(), lines, target);
  }

  /// @throws IllegalArgumentException always: measured cells have no stored bits
  @Override
  public int[] distances(CellWords queries) {
    throw new IllegalArgumentException("level ideal counts stored bits; measured conductances need another level");
  }

  @Override
  public String searchFault(CellWords queries) {
    return cell.searchFault(queries);
  }
}
