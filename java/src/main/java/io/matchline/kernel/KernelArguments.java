package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Checks of one call's arguments against each other, shared by every implementation of {@link Kernels}.
final class KernelArguments {
  private static final int MAX_NEAREST = 64;

  private KernelArguments() {}

  static void checkMap(MemorySegment x, MemorySegment y, long n) {
    require(n >= 0, "n = %d is below 0", n);
    requireSize(x, "x", n, Double.BYTES);
    requireSize(y, "y", n, Double.BYTES);
  }

  private static void checkSearch(DigitalRows rows, DigitalQueries queries, Span blocks) {
    require(rows.words() == queries.words(), "rows have %d words, queries %d", rows.words(), queries.words());
    require(rows.binary() == queries.binary(), "binary rows go with binary queries, ternary with ternary");
    require(
        blocks.begin() % 2 == 0 && blocks.end() % 2 == 0 && blocks.end() <= rows.blocks(),
        "span [%d, %d) is not even or ends past block %d",
        blocks.begin(),
        blocks.end(),
        rows.blocks());
  }

  static void checkAll(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride) {
    checkSearch(rows, queries, blocks);
    require(stride >= rows.rows(), "stride = %d is below the %d rows", stride, rows.rows());
    requireSize(distance, "distance", (queries.queries() - 1) * stride + rows.rows(), Short.BYTES);
  }

  static void checkWithin(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride) {
    checkSearch(rows, queries, blocks);
    require(threshold >= 0 && threshold <= 0xffff, "threshold = %d is outside 0 … 65,535", threshold);
    require(stride >= rows.blocks(), "stride = %d is below the %d blocks", stride, rows.blocks());
    requireSize(hit, "hit", (queries.queries() - 1) * stride + rows.blocks(), Integer.BYTES);
  }

  static void checkNearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row) {
    checkSearch(rows, queries, blocks);
    require(k >= 1 && k <= MAX_NEAREST, "k = %d is outside 1 … %d", k, MAX_NEAREST);
    requireSize(distance, "distance", (long) queries.queries() * k, Short.BYTES);
    requireSize(row, "row", (long) queries.queries() * k, Integer.BYTES);
  }

  private static void checkDischarge(MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    require(line.cells() == cells.cells(), "the line has %d cells, the conductances %d", line.cells(), cells.cells());
    require(blocks.end() <= cells.blocks(), "span ends at block %d of %d", blocks.end(), cells.blocks());
    require(samples.stride() >= cells.rows(), "stride = %d is below the %d rows", samples.stride(), cells.rows());
    requireSize(
        samples.value(),
        "value",
        ((long) cells.queries() * samples.count() - 1) * samples.stride() + cells.rows(),
        Double.BYTES);
  }

  static void checkVoltage(MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    checkDischarge(line, cells, blocks, samples);
    for (int i = 0; i < samples.count(); i++) {
      double time = samples.at().getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      require(time >= 0 && Double.isFinite(time), "time %d = %s s is not a finite number of at least 0", i, time);
    }
  }

  static void checkCrossing(MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    checkDischarge(line, cells, blocks, samples);
    for (int i = 0; i < samples.count(); i++) {
      double level = samples.at().getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      require(
          line.acceptsLevel(level),
          "level %d = %s V is neither within %s … %s times the precharge voltage %s V nor equal to it",
          i,
          level,
          MatchLine.MIN_LEVEL_RATIO,
          MatchLine.MAX_LEVEL_RATIO,
          line.prechargeV());
    }
  }

  static void checkDraw(Patch patch, MemorySegment out, long stride) {
    require(stride >= patch.cells(), "stride = %d is below the %d cells", stride, patch.cells());
    requireSize(out, "output", (patch.rows() - 1) * stride + patch.cells(), Integer.BYTES);
  }
}
