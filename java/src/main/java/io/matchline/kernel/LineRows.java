package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Takes the rows of a batch one by one out of the analog layout and puts their samples back.
final class LineRows {
  private final AnalogCells cells;
  private final Samples samples;
  private final double[] at;
  private final double[] value;
  private final double[] conductanceS;

  private LineRows(AnalogCells cells, Samples samples) {
    this.cells = cells;
    this.samples = samples;
    this.at = new double[samples.count()];
    this.value = new double[samples.count()];
    this.conductanceS = new double[cells.cells()];
    for (int i = 0; i < at.length; i++) {
      at[i] = samples.at().getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
    }
  }

  /// Samples one row: `value[i]` belongs to `at[i]`, `conductanceS[j]` is what cell `j` shows to the query.
  @FunctionalInterface
  interface Sampler {
    void sample(double[] conductanceS, double[] at, double[] value);
  }

  /// Runs `sampler` for every query and every valid row of the span.
  static void forEach(AnalogCells cells, Span blocks, Samples samples, Sampler sampler) {
    LineRows rows = new LineRows(cells, samples);
    long end = Math.min(blocks.end() * AnalogCells.LANES, cells.rows());
    for (int query = 0; query < cells.queries(); query++) {
      for (long row = blocks.begin() * AnalogCells.LANES; row < end; row++) {
        rows.gather(query, row);
        sampler.sample(rows.conductanceS, rows.at, rows.value);
        rows.scatter(query, row);
      }
    }
  }

  private void gather(int query, long row) {
    long first = row / AnalogCells.LANES * cells.cells() * AnalogCells.LANES + row % AnalogCells.LANES;
    boolean driven = cells.drive().address() != 0;
    for (int j = 0; j < conductanceS.length; j++) {
      byte drive = driven ? cells.drive().get(JAVA_BYTE, (long) query * cells.cells() + j) : AnalogCells.DRIVE_SL;
      double stillS = shown(drive, cells.gSl(), cells.gSlb(), first, j);
      conductanceS[j] = cells.deviations().none() ? stillS : read(stillS, drive, query, row, first, j);
    }
  }

  private double read(double stillS, byte drive, int query, long row, long first, int cell) {
    Deviations noise = cells.deviations();
    double sigmaS = noise.sigmaShare() > 0
        ? noise.sigmaShare() * stillS
        : shown(drive, noise.sigmaSl(), noise.sigmaSlb(), first, cell);
    long place = ((long) query * cells.cells() + cell) * noise.stride() + row;
    double readS = stillS + sigmaS * noise.value().getAtIndex(JAVA_FLOAT_UNALIGNED, place);
    return readS > 0 ? readS : 0;
  }

  private static double shown(byte drive, MemorySegment sl, MemorySegment slb, long first, int cell) {
    return switch (drive) {
      case AnalogCells.DRIVE_SL -> element(sl, first, cell);
      case AnalogCells.DRIVE_SLB -> element(slb, first, cell);
      default -> 0;
    };
  }

  private static double element(MemorySegment values, long first, int cell) {
    return values.getAtIndex(JAVA_DOUBLE_UNALIGNED, first + (long) cell * AnalogCells.LANES);
  }

  private void scatter(int query, long row) {
    for (int i = 0; i < value.length; i++) {
      long place = ((long) query * value.length + i) * samples.stride() + row;
      samples.value().setAtIndex(JAVA_DOUBLE_UNALIGNED, place, value[i]);
    }
  }
}
