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
    checkTimes(samples.at(), samples.count());
  }

  static void checkTimes(MemorySegment times, int count) {
    for (int i = 0; i < count; i++) {
      double time = times.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      require(time >= 0 && Double.isFinite(time), "time %d = %s s is not a finite number of at least 0", i, time);
    }
  }

  static void checkCrossing(MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    checkDischarge(line, cells, blocks, samples);
    checkLevels(line, samples);
  }

  static void checkLevels(MatchLine line, Samples samples) {
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

  static void checkTabulated(
      MatchLine line,
      TabulatedCells cells,
      Span blocks,
      Samples samples,
      MemorySegment workspace,
      long workspaceDoubles) {
    require(line.cells() == cells.cells(), "the line has %d cells, the states %d", line.cells(), cells.cells());
    require(blocks.end() <= cells.blocks(), "span ends at block %d of %d", blocks.end(), cells.blocks());
    require(samples.stride() >= cells.rows(), "stride = %d is below the %d rows", samples.stride(), cells.rows());
    requireSize(samples.value(), "value", (samples.count() - 1) * samples.stride() + cells.rows(), Double.BYTES);
    requireSize(workspace, "workspace", workspaceDoubles, Double.BYTES);
    long each = (long) line.cells() * AnalogCells.LANES;
    for (long i = blocks.begin() * each; i < blocks.end() * each; i++) {
      int state = cells.state().get(ValueLayout.JAVA_BYTE, i) & 0xff;
      require(state < cells.table().states(), "state %d = %d is not below %d", i, state, cells.table().states());
    }
    for (long i = blocks.begin() * each; cells.scale().address() != 0 && i < blocks.end() * each; i++) {
      double scale = cells.scale().getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      require(scale >= 0 && Double.isFinite(scale), "scale %d = %s is not a finite number of at least 0", i, scale);
    }
  }

  static void checkPrepared(CrossbarSize size, MemorySegment prepared) {
    requireSize(prepared, "prepared", size.preparedDoubles(), Double.BYTES);
  }

  static void checkConductances(CrossbarCircuit circuit) {
    for (long i = 0; i < circuit.cells(); i++) {
      double conductance = circuit.conductance().getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      if (!(conductance >= 0 && conductance <= Double.MAX_VALUE)) {
        require(
            false,
            "conductance of row %d, column %d = %s S is not a finite number of at least 0",
            i / circuit.columns(),
            i % circuit.columns(),
            conductance);
      }
    }
  }

  static void checkSolve(
      CrossbarCircuit circuit,
      CrossbarSize size,
      MemorySegment prepared,
      CrossbarDrive drive,
      Span vectors,
      MemorySegment workspace,
      CrossbarResult result) {
    requireSize(prepared, "prepared", size.preparedDoubles(), Double.BYTES);
    requireSize(workspace, "workspace", size.workspaceDoubles(), Double.BYTES);
    require(vectors.end() <= drive.vectors(), "span ends at vector %d of %d", vectors.end(), drive.vectors());
    require(!drive.warm() || result.columnVoltage().address() != 0, "a warm start needs column voltages");
    long cells = circuit.cells();
    checkDriven("rowV", drive.rowV(), vectors, circuit.rows(), "V");
    checkDriven("columnV", drive.columnV(), vectors, circuit.columns(), "V");
    checkDriven("cellA", drive.cellA(), vectors, cells, "A");
    requireOptional(result.rowCurrent(), "rowCurrent", vectors.end() * circuit.rows());
    requireOptional(result.columnCurrent(), "columnCurrent", vectors.end() * circuit.columns());
    requireOptional(result.rowVoltage(), "rowVoltage", vectors.end() * cells);
    requireOptional(result.columnVoltage(), "columnVoltage", vectors.end() * cells);
    requireSize(result.residual(), "residual", vectors.end(), Double.BYTES);
    requireSize(result.iterations(), "iterations", vectors.end(), Integer.BYTES);
  }

  static void checkTransient(
      CrossbarCircuit circuit,
      long workspaceDoubles,
      CrossbarStep step,
      Span jobs,
      MemorySegment workspace,
      CrossbarWaveform waveform) {
    requireSize(workspace, "workspace", workspaceDoubles, Double.BYTES);
    require(jobs.end() <= step.jobs(), "span ends at job %d of %d", jobs.end(), step.jobs());
    checkConductances(circuit);
    checkTimes(step.time(), step.times());
    Span vectors = new Span(0, step.vectors());
    checkDriven("rowV", step.rowV(), vectors, circuit.rows(), "V");
    checkDriven("columnV", step.columnV(), vectors, circuit.columns(), "V");
    requireOptional(waveform.rowCurrent(), "rowCurrent", step.jobs() * circuit.rows());
    requireOptional(waveform.columnCurrent(), "columnCurrent", step.jobs() * circuit.columns());
    requireSize(waveform.residual(), "residual", step.jobs(), Double.BYTES);
    requireSize(waveform.iterations(), "iterations", step.jobs(), Integer.BYTES);
  }

  private static void checkDriven(String name, MemorySegment values, Span vectors, long each, String unit) {
    requireOptional(values, name, vectors.end() * each);
    for (long i = vectors.begin() * each; values.address() != 0 && i < vectors.end() * each; i++) {
      double value = values.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      if (!Double.isFinite(value)) {
        require(false, "%s %d of vector %d = %s %s is not finite", name, i % each, i / each, value, unit);
      }
    }
  }

  private static void requireOptional(MemorySegment segment, String name, long count) {
    if (segment.address() != 0) {
      requireSize(segment, name, count, Double.BYTES);
    }
  }

  static void checkDraw(Patch patch, MemorySegment out, long stride) {
    require(stride >= patch.cells(), "stride = %d is below the %d cells", stride, patch.cells());
    requireSize(out, "output", (patch.rows() - 1) * stride + patch.cells(), Integer.BYTES);
  }

  static void checkConvPack(ConvShape shape, MemorySegment weights, MemorySegment packed) {
    requireSize(weights, "weights", shape.weights(), Float.BYTES);
    requireSize(packed, "packed", shape.packedElements(), Float.BYTES);
  }

  static void checkConv(
      ConvShape shape, Span images, MemorySegment x, MemorySegment packed, MemorySegment workspace, MemorySegment y) {
    require(images.end() <= shape.images(), "span ends at image %d of %d", images.end(), shape.images());
    requireSize(x, "x", shape.images() * shape.inElements(), Float.BYTES);
    requireSize(packed, "packed", shape.packedElements(), Float.BYTES);
    requireSize(workspace, "workspace", shape.workspaceElements(), Float.BYTES);
    requireSize(y, "y", shape.images() * shape.outElements(), Float.BYTES);
  }

  static void checkConvWeights(
      ConvShape shape, Span images, MemorySegment x, MemorySegment dy, MemorySegment workspace, MemorySegment part) {
    require(images.end() <= shape.images(), "span ends at image %d of %d", images.end(), shape.images());
    requireSize(x, "x", shape.images() * shape.inElements(), Float.BYTES);
    requireSize(dy, "dy", shape.images() * shape.outElements(), Float.BYTES);
    requireSize(workspace, "workspace", shape.workspaceElements(), Float.BYTES);
    requireSize(part, "part", shape.weights(), Float.BYTES);
  }

  static void checkConvWeightsSum(ConvShape shape, MemorySegment partial, MemorySegment dw) {
    requireSize(partial, "partial", ConvShape.PARTS * shape.weights(), Float.BYTES);
    requireSize(dw, "dw", shape.weights(), Float.BYTES);
  }

  static void checkMoments(PoolShape shape, Span images, MemorySegment y, MemorySegment moments) {
    require(images.end() <= shape.images(), "span ends at image %d of %d", images.end(), shape.images());
    requireSize(y, "y", shape.images() * shape.elements(), Float.BYTES);
    requireSize(moments, "moments", 2 * shape.images() * shape.channels(), Float.BYTES);
  }

  static void checkPool(
      PoolShape shape, Span images, MemorySegment y, MemorySegment coefficients, MemorySegment pooled) {
    require(images.end() <= shape.images(), "span ends at image %d of %d", images.end(), shape.images());
    requireSize(y, "y", shape.images() * shape.elements(), Float.BYTES);
    requireSize(coefficients, "coefficients", (long) PoolShape.COEFFICIENTS * shape.channels(), Float.BYTES);
    requireSize(pooled, "pooled", shape.images() * shape.pooledElements(), Float.BYTES);
  }

  static void checkPoolSums(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums) {
    checkPool(shape, images, y, coefficients, gradient);
    requireSize(sums, "sums", 2 * shape.images() * shape.channels(), Float.BYTES);
  }

  static void checkPoolGradient(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy) {
    checkPool(shape, images, y, coefficients, gradient);
    requireSize(dy, "dy", shape.images() * shape.elements(), Float.BYTES);
  }

  static void checkNoisyMvm(Patch patch, NoisyProduct product, Span vectors) {
    product.check(patch);
    require(vectors.end() <= product.vectors(), "span ends at vector %d of %d", vectors.end(), product.vectors());
  }
}
