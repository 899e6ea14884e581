package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Cell conductances of a batch of rows with the drives of the queries: `ml_cells` of `matchline.h`.
///
/// Cell `j` of row `8 b + l` is element `[b][j][l]`; unused lanes of the last block hold finite, non-negative numbers.
///
/// @param rows valid rows, 1 … 2³¹−1
/// @param cells cells per row, equal to the line's
/// @param queries 1 where `drive` is NULL
/// @param gSl `[blocks][cells][8]` S, conductance to ground while the search line is driven
/// @param gSlb the same while the complementary search line is driven, or NULL where `drive` is NULL
/// @param drive `[queries][cells]` bytes of {@link #DRIVE_NONE}, {@link #DRIVE_SL}, {@link #DRIVE_SLB}; NULL: all SL
/// @param deviations noise of the reads
public record AnalogCells(
    long rows,
    int cells,
    int queries,
    MemorySegment gSl,
    MemorySegment gSlb,
    MemorySegment drive,
    Deviations deviations) {
  /// Rows in a block.
  public static final int LANES = 8;

  /// Search X: neither line driven.
  public static final byte DRIVE_NONE = 0;

  /// Search 1.
  public static final byte DRIVE_SL = 1;

  /// Search 0.
  public static final byte DRIVE_SLB = 2;

  public AnalogCells {
    require(rows >= 1 && rows <= Integer.MAX_VALUE, "rows = %d is outside 1 … 2^31-1", rows);
    require(cells >= 1 && cells <= MatchLine.MAX_CELLS, "cells = %d is outside 1 … %d", cells, MatchLine.MAX_CELLS);
    require(queries >= 1, "queries = %d is below 1", queries);
    long elements = blocks(rows) * cells * LANES;
    requireSize(gSl, "gSl", elements, Double.BYTES);
    if (drive.address() == 0) {
      require(queries == 1, "queries = %d without a drive; one pattern is one query", queries);
    } else {
      requireSize(gSlb, "gSlb", elements, Double.BYTES);
      requireSize(drive, "drive", (long) queries * cells, Byte.BYTES);
    }
    deviations.requireFor(blocks(rows), cells, queries, drive.address() != 0);
  }

  /// Cells whose conductances are given as they are, without search lines.
  public static AnalogCells undriven(long rows, int cells, MemorySegment conductanceS) {
    return new AnalogCells(rows, cells, 1, conductanceS, MemorySegment.NULL, MemorySegment.NULL, Deviations.NONE);
  }

  /// The rows of some blocks under one of the queries.
  ///
  /// @param noise of these rows' reads
  public AnalogCells part(int query, Span blocks, Deviations noise) {
    long first = blocks.begin() * LANES;
    long bytes = Double.BYTES * (long) cells * LANES;
    long from = blocks.begin() * bytes;
    long size = (blocks.end() - blocks.begin()) * bytes;
    return new AnalogCells(
        Math.min(rows, blocks.end() * LANES) - first,
        cells,
        1,
        gSl.asSlice(from, size),
        gSlb.asSlice(from, size),
        drive.asSlice((long) query * cells, cells),
        noise);
  }

  public long blocks() {
    return blocks(rows);
  }

  /// Blocks that `rows` rows take.
  public static long blocks(long rows) {
    return Shapes.blocks(rows, LANES);
  }

  public Span all() {
    return new Span(0, blocks());
  }
}
