package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeValue.Quantity;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Evaluates many rows of equal lines in one kernel call per chunk.
record DischargeBatch(LineModel model, Quantity quantity, Kernels kernels, Workers workers) {
  /// Bounds the off-heap memory of a call.
  private static final long CHUNK_ELEMENTS = 1 << 22;

  /// @param conductanceS `[rows][cells]` S
  /// @param at `[samples]` times (s) or levels (V)
  /// @return `[rows][samples]` voltages (V) or crossing times (s)
  double[][] evaluate(MatchLine line, List<List<Double>> conductanceS, List<Double> at) {
    int rows = conductanceS.size();
    int perRow = line.cells() + at.size();
    int chunk = Math.clamp(CHUNK_ELEMENTS / perRow, AnalogCells.LANES, rows + AnalogCells.LANES);
    double[][] values = new double[rows][at.size()];
    for (int begin = 0; begin < rows; begin += chunk) {
      int end = Math.min(rows, begin + chunk);
      evaluate(line, conductanceS.subList(begin, end), at, values, begin);
    }
    return values;
  }

  private void evaluate(
      MatchLine line, List<List<Double>> conductanceS, List<Double> at, double[][] values, int begin) {
    int rows = conductanceS.size();
    try (Arena arena = workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared()) {
      AnalogCells cells = AnalogCells.undriven(rows, line.cells(), interleave(arena, line.cells(), conductanceS));
      MemorySegment points = arena.allocate(JAVA_DOUBLE, at.size());
      for (int k = 0; k < at.size(); k++) {
        points.setAtIndex(JAVA_DOUBLE, k, at.get(k));
      }
      MemorySegment out = arena.allocate(JAVA_DOUBLE, (long) at.size() * rows);
      Samples samples = new Samples(at.size(), points, out, rows);
      workers.run(cells.blocks(), 1, span -> {
        switch (quantity) {
          case VOLTAGE_V -> kernels.voltage(model, line, cells, span, samples);
          case CROSSING_S -> kernels.crossing(model, line, cells, span, samples);
        }
      });
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < at.size(); k++) {
          values[begin + r][k] = out.getAtIndex(JAVA_DOUBLE, (long) k * rows + r);
        }
      }
    }
  }

  /// Conductances as `[blocks][cells][8]`; unused lanes stay 0.
  private static MemorySegment interleave(Arena arena, int cells, List<List<Double>> conductanceS) {
    long blocks = AnalogCells.blocks(conductanceS.size());
    MemorySegment g = arena.allocate(JAVA_DOUBLE, blocks * cells * AnalogCells.LANES);
    for (int r = 0; r < conductanceS.size(); r++) {
      long first = (long) (r / AnalogCells.LANES) * cells * AnalogCells.LANES + r % AnalogCells.LANES;
      List<Double> row = conductanceS.get(r);
      for (int j = 0; j < cells; j++) {
        g.setAtIndex(JAVA_DOUBLE, first + (long) j * AnalogCells.LANES, row.get(j));
      }
    }
    return g;
  }
}
