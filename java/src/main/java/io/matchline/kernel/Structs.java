package io.matchline.kernel;

import io.matchline.bindings.generated.ml_adam_step;
import io.matchline.bindings.generated.ml_cell_rise;
import io.matchline.bindings.generated.ml_cell_stack;
import io.matchline.bindings.generated.ml_cell_table;
import io.matchline.bindings.generated.ml_cells;
import io.matchline.bindings.generated.ml_conv_shape;
import io.matchline.bindings.generated.ml_crossbar;
import io.matchline.bindings.generated.ml_crossbar_drive;
import io.matchline.bindings.generated.ml_crossbar_result;
import io.matchline.bindings.generated.ml_crossbar_step;
import io.matchline.bindings.generated.ml_crossbar_waveform;
import io.matchline.bindings.generated.ml_draw;
import io.matchline.bindings.generated.ml_gemm_shape;
import io.matchline.bindings.generated.ml_line;
import io.matchline.bindings.generated.ml_noisy_product;
import io.matchline.bindings.generated.ml_pair_shape;
import io.matchline.bindings.generated.ml_patch;
import io.matchline.bindings.generated.ml_pool_shape;
import io.matchline.bindings.generated.ml_queries;
import io.matchline.bindings.generated.ml_rows;
import io.matchline.bindings.generated.ml_samples;
import io.matchline.bindings.generated.ml_sgd_step;
import io.matchline.bindings.generated.ml_span;
import io.matchline.bindings.generated.ml_sum_shape;
import io.matchline.bindings.generated.ml_table_cells;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// The arguments of kernels as structs of `matchline.h`; what has no counterpart in a record is 0.
final class Structs {
  private Structs() {}

  static MemorySegment struct(SegmentAllocator memory, Span blocks) {
    MemorySegment s = ml_span.allocate(memory);
    ml_span.begin(s, blocks.begin());
    ml_span.end(s, blocks.end());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, DigitalRows rows) {
    MemorySegment s = ml_rows.allocate(memory);
    ml_rows.rows(s, rows.rows());
    ml_rows.words(s, rows.words());
    ml_rows.on_sl(s, rows.onSl());
    ml_rows.on_slb(s, rows.onSlb());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, DigitalQueries queries) {
    MemorySegment s = ml_queries.allocate(memory);
    ml_queries.queries(s, queries.queries());
    ml_queries.words(s, queries.words());
    ml_queries.sl(s, queries.sl());
    ml_queries.slb(s, queries.slb());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, MatchLine line) {
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

  static MemorySegment struct(SegmentAllocator memory, AnalogCells cells) {
    MemorySegment s = ml_cells.allocate(memory);
    ml_cells.rows(s, cells.rows());
    ml_cells.queries(s, cells.queries());
    ml_cells.g_sl(s, cells.gSl());
    ml_cells.g_slb(s, cells.gSlb());
    ml_cells.drive(s, cells.drive());
    ml_cells.deviation(s, cells.deviations().value());
    ml_cells.deviation_stride(s, cells.deviations().stride());
    ml_cells.sigma_sl(s, cells.deviations().sigmaSl());
    ml_cells.sigma_slb(s, cells.deviations().sigmaSlb());
    ml_cells.sigma_share(s, cells.deviations().sigmaShare());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, Samples samples) {
    MemorySegment s = ml_samples.allocate(memory);
    ml_samples.count(s, samples.count());
    ml_samples.quick(s, samples.quick() ? 1 : 0);
    ml_samples.at(s, samples.at());
    ml_samples.value(s, samples.value());
    ml_samples.stride(s, samples.stride());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, CellTable table) {
    MemorySegment s = ml_cell_table.allocate(memory);
    ml_cell_table.states(s, table.states());
    ml_cell_table.points(s, table.points());
    ml_cell_table.low_v(s, table.lowV());
    ml_cell_table.step_v(s, table.stepV());
    ml_cell_table.value(s, table.value());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, TabulatedCells cells) {
    MemorySegment s = ml_table_cells.allocate(memory);
    ml_table_cells.rows(s, cells.rows());
    ml_table_cells.state(s, cells.state());
    ml_table_cells.scale(s, cells.scale());
    ml_table_cells.table(s, struct(memory, cells.table()));
    ml_table_cells.stack(s, cells.stack().map(stack -> struct(memory, stack)).orElse(MemorySegment.NULL));
    ml_table_cells.rise(s, cells.rise().map(rise -> struct(memory, rise)).orElse(MemorySegment.NULL));
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, CellRise rise) {
    MemorySegment s = ml_cell_rise.allocate(memory);
    ml_cell_rise.steps(s, rise.steps());
    ml_cell_rise.reserved(s, 0);
    ml_cell_rise.duration_s(s, rise.durationS());
    ml_cell_rise.value(s, rise.value());
    ml_cell_rise.start_charge(s, rise.startC());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, CellStack stack) {
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

  static MemorySegment struct(SegmentAllocator memory, CrossbarCircuit circuit) {
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

  static MemorySegment struct(SegmentAllocator memory, CrossbarDrive drive) {
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

  static MemorySegment struct(SegmentAllocator memory, CrossbarResult result) {
    MemorySegment s = ml_crossbar_result.allocate(memory);
    ml_crossbar_result.row_current(s, result.rowCurrent());
    ml_crossbar_result.column_current(s, result.columnCurrent());
    ml_crossbar_result.row_voltage(s, result.rowVoltage());
    ml_crossbar_result.column_voltage(s, result.columnVoltage());
    ml_crossbar_result.residual(s, result.residual());
    ml_crossbar_result.iterations(s, result.iterations());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, CrossbarStep step) {
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

  static MemorySegment struct(SegmentAllocator memory, CrossbarWaveform waveform) {
    MemorySegment s = ml_crossbar_waveform.allocate(memory);
    ml_crossbar_waveform.row_current(s, waveform.rowCurrent());
    ml_crossbar_waveform.column_current(s, waveform.columnCurrent());
    ml_crossbar_waveform.residual(s, waveform.residual());
    ml_crossbar_waveform.iterations(s, waveform.iterations());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, Draw draw) {
    MemorySegment s = ml_draw.allocate(memory);
    ml_draw.seed(s, draw.seed());
    ml_draw.stream(s, draw.stream());
    ml_draw.array(s, draw.array());
    ml_draw.event(s, draw.event());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, Patch patch) {
    MemorySegment s = ml_patch.allocate(memory);
    ml_patch.row_begin(s, patch.rowBegin());
    ml_patch.rows(s, patch.rows());
    ml_patch.cell_begin(s, patch.cellBegin());
    ml_patch.cells(s, patch.cells());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, GemmShape shape) {
    MemorySegment s = ml_gemm_shape.allocate(memory);
    ml_gemm_shape.rows(s, shape.rows());
    ml_gemm_shape.a_stride(s, shape.aStride());
    ml_gemm_shape.b_stride(s, shape.bStride());
    ml_gemm_shape.c_stride(s, shape.cStride());
    ml_gemm_shape.inner(s, shape.inner());
    ml_gemm_shape.columns(s, shape.columns());
    ml_gemm_shape.turned_a(s, shape.turnedA() ? 1 : 0);
    ml_gemm_shape.turned_b(s, shape.turnedB() ? 1 : 0);
    ml_gemm_shape.add(s, shape.add() ? 1 : 0);
    ml_gemm_shape.relu(s, shape.relu() ? 1 : 0);
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, ConvShape shape) {
    MemorySegment s = ml_conv_shape.allocate(memory);
    ml_conv_shape.images(s, shape.images());
    ml_conv_shape.height(s, shape.height());
    ml_conv_shape.width(s, shape.width());
    ml_conv_shape.in_channels(s, shape.inChannels());
    ml_conv_shape.out_channels(s, shape.outChannels());
    ml_conv_shape.kernel_height(s, shape.kernelHeight());
    ml_conv_shape.kernel_width(s, shape.kernelWidth());
    ml_conv_shape.pad_height(s, shape.padHeight());
    ml_conv_shape.pad_width(s, shape.padWidth());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, PoolShape shape) {
    MemorySegment s = ml_pool_shape.allocate(memory);
    ml_pool_shape.images(s, shape.images());
    ml_pool_shape.height(s, shape.height());
    ml_pool_shape.width(s, shape.width());
    ml_pool_shape.channels(s, shape.channels());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, PairShape shape) {
    MemorySegment s = ml_pair_shape.allocate(memory);
    ml_pair_shape.rows(s, shape.rows());
    ml_pair_shape.columns(s, shape.columns());
    ml_pair_shape.a_row(s, shape.aRow());
    ml_pair_shape.b_row(s, shape.bRow());
    ml_pair_shape.a_step(s, shape.aStep());
    ml_pair_shape.b_step(s, shape.bStep());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, SumShape shape) {
    MemorySegment s = ml_sum_shape.allocate(memory);
    ml_sum_shape.rows(s, shape.rows());
    ml_sum_shape.columns(s, shape.columns());
    ml_sum_shape.stride(s, shape.stride());
    ml_sum_shape.kept(s, shape.kept() ? 1 : 0);
    ml_sum_shape.squares(s, shape.squares() ? 1 : 0);
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, SgdStep step) {
    MemorySegment s = ml_sgd_step.allocate(memory);
    ml_sgd_step.rate(s, step.rate());
    ml_sgd_step.momentum(s, step.momentum());
    ml_sgd_step.decay(s, step.decay());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, AdamStep step) {
    MemorySegment s = ml_adam_step.allocate(memory);
    ml_adam_step.rate(s, step.rate());
    ml_adam_step.root(s, step.root());
    ml_adam_step.beta1(s, step.beta1());
    ml_adam_step.beta2(s, step.beta2());
    ml_adam_step.gain1(s, step.gain1());
    ml_adam_step.gain2(s, step.gain2());
    ml_adam_step.epsilon(s, step.epsilon());
    ml_adam_step.decay(s, step.decay());
    return s;
  }

  static MemorySegment struct(SegmentAllocator memory, NoisyProduct product) {
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
