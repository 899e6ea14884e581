package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.matchline.bindings.NativeCalls;
import io.matchline.bindings.generated.ml_cell_stack;
import io.matchline.bindings.generated.ml_cell_table;
import io.matchline.bindings.generated.ml_cells;
import io.matchline.bindings.generated.ml_crossbar;
import io.matchline.bindings.generated.ml_crossbar_drive;
import io.matchline.bindings.generated.ml_crossbar_result;
import io.matchline.bindings.generated.ml_crossbar_step;
import io.matchline.bindings.generated.ml_crossbar_waveform;
import io.matchline.bindings.generated.ml_draw;
import io.matchline.bindings.generated.ml_gemm_shape;
import io.matchline.bindings.generated.ml_line;
import io.matchline.bindings.generated.ml_noisy_product;
import io.matchline.bindings.generated.ml_patch;
import io.matchline.bindings.generated.ml_queries;
import io.matchline.bindings.generated.ml_rows;
import io.matchline.bindings.generated.ml_samples;
import io.matchline.bindings.generated.ml_span;
import io.matchline.bindings.generated.ml_table_cells;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// The C kernels, by whatever way {@link NativeCalls} reaches them: checks shapes, lays out the structs, checks status.
public final class NativeKernels implements Kernels {
  private final Backend backend;
  private final NativeCalls calls;

  NativeKernels(Backend backend, NativeCalls calls) {
    this.backend = backend;
    this.calls = calls;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public CpuLevel level() {
    return CpuLevel.values()[calls.level()];
  }

  /// Caps the level of the whole process, for tests and benchmarks that compare levels while nothing else runs.
  ///
  /// @return the level now in force, which is below `cap` where the processor has less
  public CpuLevel capLevel(CpuLevel cap) {
    return CpuLevel.values()[calls.capLevel(cap.ordinal())];
  }

  @Override
  public void exp(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    check("ml_exp", calls.exp(x, y, n));
  }

  @Override
  public void log(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    check("ml_log", calls.log(x, y, n));
  }

  @Override
  public void mismatchAll(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride) {
    KernelArguments.checkAll(rows, queries, blocks, distance, stride);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_all",
          calls.mismatchAll(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), distance, stride));
    }
  }

  @Override
  public void mismatchWithin(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride) {
    KernelArguments.checkWithin(rows, queries, blocks, threshold, hit, stride);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_within",
          calls.mismatchWithin(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), threshold, hit, stride));
    }
  }

  @Override
  public void mismatchNearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row) {
    KernelArguments.checkNearest(rows, queries, blocks, k, distance, row);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_nearest",
          calls.mismatchNearest(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), k, distance, row));
    }
  }

  @Override
  public void voltage(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkVoltage(line, cells, blocks, samples);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment l = struct(arena, line);
      MemorySegment c = struct(arena, cells);
      MemorySegment b = struct(arena, blocks);
      MemorySegment s = struct(arena, samples);
      switch (model) {
        case LUMPED -> check("ml_lumped_voltage", calls.lumpedVoltage(l, c, b, s));
        case ELMORE -> check("ml_elmore_voltage", calls.elmoreVoltage(l, c, b, s));
        case LADDER -> check("ml_ladder_voltage", calls.ladderVoltage(l, c, b, s));
      }
    }
  }

  @Override
  public void crossing(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkCrossing(line, cells, blocks, samples);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment l = struct(arena, line);
      MemorySegment c = struct(arena, cells);
      MemorySegment b = struct(arena, blocks);
      MemorySegment s = struct(arena, samples);
      switch (model) {
        case LUMPED -> check("ml_lumped_crossing", calls.lumpedCrossing(l, c, b, s));
        case ELMORE -> check("ml_elmore_crossing", calls.elmoreCrossing(l, c, b, s));
        case LADDER -> check("ml_ladder_crossing", calls.ladderCrossing(l, c, b, s));
      }
    }
  }

  @Override
  public long tabulatedWorkspace(MatchLine line, CellTable table) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment doubles = arena.allocate(JAVA_LONG);
      check("ml_tabulated_workspace", calls.tabulatedWorkspace(struct(arena, line), struct(arena, table), doubles));
      return doubles.get(JAVA_LONG, 0);
    }
  }

  @Override
  public void tabulatedVoltage(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkTimes(samples.at(), samples.count());
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_tabulated_voltage",
          calls.tabulatedVoltage(
              struct(arena, line), struct(arena, cells), struct(arena, blocks), struct(arena, samples), workspace));
    }
  }

  @Override
  public void tabulatedCrossing(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkLevels(line, samples);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_tabulated_crossing",
          calls.tabulatedCrossing(
              struct(arena, line), struct(arena, cells), struct(arena, blocks), struct(arena, samples), workspace));
    }
  }

  @Override
  public CrossbarSize crossbarSize(CrossbarCircuit circuit) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment prepared = arena.allocate(JAVA_LONG);
      MemorySegment workspace = arena.allocate(JAVA_LONG);
      check("ml_crossbar_size", calls.crossbarSize(struct(arena, circuit), prepared, workspace));
      return new CrossbarSize(prepared.get(JAVA_LONG, 0), workspace.get(JAVA_LONG, 0));
    }
  }

  @Override
  public void crossbarPrepare(CrossbarCircuit circuit, MemorySegment prepared) {
    KernelArguments.checkPrepared(crossbarSize(circuit), prepared);
    try (Arena arena = Arena.ofConfined()) {
      int status = calls.crossbarPrepare(struct(arena, circuit), prepared);
      if (status != 0) {
        KernelArguments.checkConductances(circuit); // names the cell that the kernel has refused
      }
      check("ml_crossbar_prepare", status);
    }
  }

  @Override
  public void crossbarSolve(
      CrossbarCircuit circuit,
      MemorySegment prepared,
      CrossbarDrive drive,
      Span vectors,
      MemorySegment workspace,
      CrossbarResult result) {
    KernelArguments.checkSolve(circuit, crossbarSize(circuit), prepared, drive, vectors, workspace, result);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_crossbar_solve",
          calls.crossbarSolve(
              struct(arena, circuit),
              prepared,
              struct(arena, drive),
              struct(arena, vectors),
              workspace,
              struct(arena, result)));
    }
  }

  @Override
  public long crossbarTransientWorkspaceDoubles(CrossbarCircuit circuit) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment workspace = arena.allocate(JAVA_LONG);
      check("ml_crossbar_transient_size", calls.crossbarTransientSize(struct(arena, circuit), workspace));
      return workspace.get(JAVA_LONG, 0);
    }
  }

  @Override
  public void crossbarTransient(
      CrossbarCircuit circuit, CrossbarStep step, Span jobs, MemorySegment workspace, CrossbarWaveform waveform) {
    long doubles = crossbarTransientWorkspaceDoubles(circuit);
    KernelArguments.checkTransient(circuit, doubles, step, jobs, workspace, waveform);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_crossbar_transient",
          calls.crossbarTransient(
              struct(arena, circuit), struct(arena, step), struct(arena, jobs), workspace, struct(arena, waveform)));
    }
  }

  @Override
  public void philox(Draw draw, Patch patch, MemorySegment word, long stride) {
    KernelArguments.checkDraw(patch, word, stride);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_philox", calls.philox(struct(arena, draw), struct(arena, patch), word, stride));
    }
  }

  @Override
  public void gauss(Draw draw, Patch patch, MemorySegment normal, long stride) {
    KernelArguments.checkDraw(patch, normal, stride);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gauss", calls.gauss(struct(arena, draw), struct(arena, patch), normal, stride));
    }
  }

  @Override
  public void gemmPack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed) {
    KernelArguments.checkGemmPack(shape, b, stride, packed);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gemm_pack", calls.gemmPack(struct(arena, shape), b, stride, packed));
    }
  }

  @Override
  public void gemm(GemmShape shape, Span rows, MemorySegment a, MemorySegment packed, MemorySegment c) {
    KernelArguments.checkGemm(shape, rows, a, packed, c);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gemm", calls.gemm(struct(arena, shape), struct(arena, rows), a, packed, c));
    }
  }

  @Override
  public void noisyMvm(Draw draw, Patch patch, NoisyProduct product, Span vectors) {
    KernelArguments.checkNoisyMvm(patch, product, vectors);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment d = struct(arena, draw);
      check(
          "ml_noisy_mvm",
          calls.noisyMvm(d, struct(arena, patch), struct(arena, product), struct(arena, vectors)));
    }
  }

  /// Shapes are checked in Java, so a status other than 0 says that the two sides disagree about the contract.
  private static void check(String function, int status) {
    if (status != 0) {
      throw new IllegalStateException(
          "%s returned status %d (1 null, 2 size, 3 range) for arguments that passed the Java checks"
              .formatted(function, status));
    }
  }

  private static MemorySegment struct(SegmentAllocator memory, Span blocks) {
    MemorySegment s = ml_span.allocate(memory);
    ml_span.begin(s, blocks.begin());
    ml_span.end(s, blocks.end());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, DigitalRows rows) {
    MemorySegment s = ml_rows.allocate(memory);
    ml_rows.rows(s, rows.rows());
    ml_rows.words(s, rows.words());
    ml_rows.on_sl(s, rows.onSl());
    ml_rows.on_slb(s, rows.onSlb());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, DigitalQueries queries) {
    MemorySegment s = ml_queries.allocate(memory);
    ml_queries.queries(s, queries.queries());
    ml_queries.words(s, queries.words());
    ml_queries.sl(s, queries.sl());
    ml_queries.slb(s, queries.slb());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, MatchLine line) {
    MemorySegment s = ml_line.allocate(memory);
    ml_line.cells(s, line.cells());
    ml_line.sense(s, line.sense().ordinal());
    ml_line.wire_resistance_ohm(s, line.wireResistanceOhm());
    ml_line.node_capacitance_f(s, line.nodeCapacitanceF());
    ml_line.near_capacitance_f(s, line.nearCapacitanceF());
    ml_line.far_capacitance_f(s, line.farCapacitanceF());
    ml_line.precharge_v(s, line.prechargeV());
    ml_line.series_resistance_ohm(s, line.seriesResistanceOhm());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, AnalogCells cells) {
    MemorySegment s = ml_cells.allocate(memory);
    ml_cells.rows(s, cells.rows());
    ml_cells.queries(s, cells.queries());
    ml_cells.g_sl(s, cells.gSl());
    ml_cells.g_slb(s, cells.gSlb());
    ml_cells.drive(s, cells.drive());
    ml_cells.deviation(s, cells.deviations().value());
    ml_cells.deviation_stride(s, cells.deviations().stride());
    ml_cells.deviation_scale(s, cells.deviations().scale());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, Samples samples) {
    MemorySegment s = ml_samples.allocate(memory);
    ml_samples.count(s, samples.count());
    ml_samples.quick(s, samples.quick() ? 1 : 0);
    ml_samples.at(s, samples.at());
    ml_samples.value(s, samples.value());
    ml_samples.stride(s, samples.stride());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CellTable table) {
    MemorySegment s = ml_cell_table.allocate(memory);
    ml_cell_table.states(s, table.states());
    ml_cell_table.points(s, table.points());
    ml_cell_table.low_v(s, table.lowV());
    ml_cell_table.step_v(s, table.stepV());
    ml_cell_table.value(s, table.value());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, TabulatedCells cells) {
    MemorySegment s = ml_table_cells.allocate(memory);
    ml_table_cells.rows(s, cells.rows());
    ml_table_cells.state(s, cells.state());
    ml_table_cells.scale(s, cells.scale());
    ml_table_cells.table(s, struct(memory, cells.table()));
    ml_table_cells.stack(s, cells.stack().map(stack -> struct(memory, stack)).orElse(MemorySegment.NULL));
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CellStack stack) {
    MemorySegment s = ml_cell_stack.allocate(memory);
    ml_cell_stack.line_points(s, stack.linePoints());
    ml_cell_stack.node_points(s, stack.nodePoints());
    ml_cell_stack.node_low_v(s, stack.nodeLowV());
    ml_cell_stack.node_step_v(s, stack.nodeStepV());
    ml_cell_stack.upper(s, stack.upper());
    ml_cell_stack.line_charge(s, stack.lineCharge());
    ml_cell_stack.lower(s, stack.lower());
    ml_cell_stack.start_v(s, stack.startV());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CrossbarCircuit circuit) {
    MemorySegment s = ml_crossbar.allocate(memory);
    ml_crossbar.rows(s, circuit.rows());
    ml_crossbar.columns(s, circuit.columns());
    ml_crossbar.driver_end(s, circuit.driverEnd().ordinal());
    ml_crossbar.sense_end(s, circuit.senseEnd().ordinal());
    ml_crossbar.row_resistance_ohm(s, circuit.rowResistanceOhm());
    ml_crossbar.column_resistance_ohm(s, circuit.columnResistanceOhm());
    ml_crossbar.driver_resistance_ohm(s, circuit.driverResistanceOhm());
    ml_crossbar.sense_resistance_ohm(s, circuit.senseResistanceOhm());
    ml_crossbar.conductance(s, circuit.conductance());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CrossbarDrive drive) {
    MemorySegment s = ml_crossbar_drive.allocate(memory);
    ml_crossbar_drive.vectors(s, drive.vectors());
    ml_crossbar_drive.warm(s, drive.warm() ? 1 : 0);
    ml_crossbar_drive.max_iterations(s, drive.maxIterations());
    ml_crossbar_drive.tolerance(s, drive.tolerance());
    ml_crossbar_drive.row_v(s, drive.rowV());
    ml_crossbar_drive.column_v(s, drive.columnV());
    ml_crossbar_drive.cell_a(s, drive.cellA());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CrossbarResult result) {
    MemorySegment s = ml_crossbar_result.allocate(memory);
    ml_crossbar_result.row_current(s, result.rowCurrent());
    ml_crossbar_result.column_current(s, result.columnCurrent());
    ml_crossbar_result.row_voltage(s, result.rowVoltage());
    ml_crossbar_result.column_voltage(s, result.columnVoltage());
    ml_crossbar_result.residual(s, result.residual());
    ml_crossbar_result.iterations(s, result.iterations());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CrossbarStep step) {
    MemorySegment s = ml_crossbar_step.allocate(memory);
    ml_crossbar_step.vectors(s, step.vectors());
    ml_crossbar_step.times(s, step.times());
    ml_crossbar_step.max_iterations(s, step.maxIterations());
    ml_crossbar_step.tolerance(s, step.tolerance());
    ml_crossbar_step.row_capacitance_f(s, step.rowCapacitanceF());
    ml_crossbar_step.column_capacitance_f(s, step.columnCapacitanceF());
    ml_crossbar_step.row_v(s, step.rowV());
    ml_crossbar_step.column_v(s, step.columnV());
    ml_crossbar_step.time(s, step.time());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, CrossbarWaveform waveform) {
    MemorySegment s = ml_crossbar_waveform.allocate(memory);
    ml_crossbar_waveform.row_current(s, waveform.rowCurrent());
    ml_crossbar_waveform.column_current(s, waveform.columnCurrent());
    ml_crossbar_waveform.residual(s, waveform.residual());
    ml_crossbar_waveform.iterations(s, waveform.iterations());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, Draw draw) {
    MemorySegment s = ml_draw.allocate(memory);
    ml_draw.seed(s, draw.seed());
    ml_draw.stream(s, draw.stream());
    ml_draw.array(s, draw.array());
    ml_draw.event(s, draw.event());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, Patch patch) {
    MemorySegment s = ml_patch.allocate(memory);
    ml_patch.row_begin(s, patch.rowBegin());
    ml_patch.rows(s, patch.rows());
    ml_patch.cell_begin(s, patch.cellBegin());
    ml_patch.cells(s, patch.cells());
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, GemmShape shape) {
    MemorySegment s = ml_gemm_shape.allocate(memory);
    ml_gemm_shape.rows(s, shape.rows());
    ml_gemm_shape.a_stride(s, shape.aStride());
    ml_gemm_shape.c_stride(s, shape.cStride());
    ml_gemm_shape.inner(s, shape.inner());
    ml_gemm_shape.columns(s, shape.columns());
    ml_gemm_shape.add(s, shape.add() ? 1 : 0);
    return s;
  }

  private static MemorySegment struct(SegmentAllocator memory, NoisyProduct product) {
    MemorySegment s = ml_noisy_product.allocate(memory);
    ml_noisy_product.vectors(s, product.vectors());
    ml_noisy_product.stride(s, product.stride());
    ml_noisy_product.x_stride(s, product.xStride());
    ml_noisy_product.y_stride(s, product.yStride());
    ml_noisy_product.mean(s, product.mean());
    ml_noisy_product.sigma_cell(s, product.sigmaCell());
    ml_noisy_product.x(s, product.x());
    ml_noisy_product.y(s, product.y());
    ml_noisy_product.sigma(s, product.sigma());
    return s;
  }
}
