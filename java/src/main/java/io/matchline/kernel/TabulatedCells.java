package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Tabulated cells of a batch of rows: `ml_table_cells` of `matchline.h`. Cell `j` of row `8 b + l` is element
/// `[b][j][l]`; unused lanes of the last block hold states and factors too.
///
/// @param rows valid rows, 1 … 2³¹−1
/// @param cells cells per row, equal to the line's
/// @param state `[blocks][cells][8]` bytes, states of the table
/// @param scale `[blocks][cells][8]` factors of the cells' currents, finite and ≥ 0; NULL: 1
/// @param table what the states mean; with a stack, once the nodes inside the cells have settled
/// @param stack the nodes inside the cells, if they have any
/// @param rise how they get to the table; empty: they are as it says from t = 0 on, as cells with a node inside always
public record TabulatedCells(
    long rows,
    int cells,
    MemorySegment state,
    MemorySegment scale,
    CellTable table,
    Optional<CellStack> stack,
    Optional<CellRise> rise) {
  public TabulatedCells {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(cells >= 1 && cells <= MatchLine.MAX_CELLS, "cells = %d is outside 1 … %d", cells, MatchLine.MAX_CELLS);
    long elements = AnalogCells.blocks(rows) * cells * AnalogCells.LANES;
    requireSize(state, "state", elements, Byte.BYTES);
    if (scale.address() != 0) {
      requireSize(scale, "scale", elements, Double.BYTES);
    }
    stack.ifPresent(s -> require(
        s.states() == table.states() && s.points() == table.points(),
        "the stack has %d states of %d points, the table %d of %d",
        s.states(),
        s.points(),
        table.states(),
        table.points()));
    rise.ifPresent(s -> {
      require(
          s.states() == table.states() && s.points() == table.points(),
          "the rise has %d states of %d points, the table %d of %d",
          s.states(),
          s.points(),
          table.states(),
          table.points());
      require(stack.isEmpty(), "cells with a node inside have no tables of a rise");
    });
  }

  /// Cells that are as their table says from t = 0 on.
  public TabulatedCells(
      long rows, int cells, MemorySegment state, MemorySegment scale, CellTable table, Optional<CellStack> stack) {
    this(rows, cells, state, scale, table, stack, Optional.empty());
  }

  /// Such cells without a node inside.
  public TabulatedCells(long rows, int cells, MemorySegment state, MemorySegment scale, CellTable table) {
    this(rows, cells, state, scale, table, Optional.empty(), Optional.empty());
  }

  public long blocks() {
    return AnalogCells.blocks(rows);
  }

  public Span all() {
    return new Span(0, blocks());
  }
}
