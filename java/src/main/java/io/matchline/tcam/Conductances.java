package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Deviations;
import io.matchline.kernel.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Conductances of both branches of every cell on the lines of one column tile, in the kernels' layout.
///
/// @param rows stored rows
/// @param columns cells of a line, used and unused
/// @param sl `[blocks][columns][8]` S, the branch on SL
/// @param slb the branch on SLB
public record Conductances(int rows, int columns, MemorySegment sl, MemorySegment slb) {
  /// Room for `rows` lines, all 0 S, valid as long as `arena`.
  public static Conductances allocate(Arena arena, int rows, int columns) {
    long bytes = AnalogCells.blocks(rows) * columns * AnalogCells.LANES * Double.BYTES;
    return new Conductances(rows, columns, arena.allocate(bytes, 64), arena.allocate(bytes, 64));
  }

  /// Programs a cell.
  ///
  /// @param slS conductance of the branch on SL, finite and ≥ 0 S
  /// @param slbS conductance of the branch on SLB, likewise
  public void set(int row, int column, double slS, double slbS) {
    long index = index(row, column);
    sl.setAtIndex(JAVA_DOUBLE, index, slS);
    slb.setAtIndex(JAVA_DOUBLE, index, slbS);
  }

  /// Programs the first cells of every row.
  ///
  /// @param conductanceS `[rows][used][2]` S, branches on SL and SLB
  void setRows(double[] conductanceS, int used) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < used; j++) {
        int i = 2 * (r * used + j);
        set(r, j, conductanceS[i], conductanceS[i + 1]);
      }
    }
  }

  /// Conductance that a cell shows to a search word, S.
  public double shownS(int row, int column, Trit searched) {
    return switch (searched) {
      case ONE -> sl.getAtIndex(JAVA_DOUBLE, index(row, column));
      case ZERO -> slb.getAtIndex(JAVA_DOUBLE, index(row, column));
      case X -> 0;
    };
  }

  /// The branches on SL in the rows of some blocks.
  MemorySegment sl(Span blocks) {
    return part(sl, blocks);
  }

  /// The branches on SLB in the rows of some blocks.
  MemorySegment slb(Span blocks) {
    return part(slb, blocks);
  }

  private MemorySegment part(MemorySegment branches, Span blocks) {
    long bytes = (long) columns * AnalogCells.LANES * Double.BYTES;
    return branches.asSlice(blocks.begin() * bytes, (blocks.end() - blocks.begin()) * bytes);
  }

  private long index(int row, int column) {
    return ((long) (row / AnalogCells.LANES) * columns + column) * AnalogCells.LANES + row % AnalogCells.LANES;
  }

  /// These lines under the drives `[queries][columns]`.
  AnalogCells driven(int queries, MemorySegment drive) {
    return new AnalogCells(rows, columns, queries, sl, slb, drive, Deviations.NONE);
  }
}
