package io.matchline.tcam;

import java.lang.foreign.Arena;

/// What an array holds: cells that make the lines of each column tile, and distances for which no line is needed.
sealed interface StoredCells permits CalibratedCells, TernaryCells, MeasuredCells, ValuedCells {
  /// The lines of one column tile.
  ///
  /// @param arena where conductances live
  /// @param nominal a line of the array
  /// @param target who discharges the lines
  LineReader tile(Arena arena, Tiling.Columns columns, NominalLine nominal, LineTarget target);

  /// Distances of all rows, `[queries · rows]`.
  int[] distances(CellWords queries);

  /// Why the cells cannot be searched with these words, empty where they can.
  String searchFault(CellWords queries);

  /// Frees what lives outside of Java's heap.
  default void close() {}
}
