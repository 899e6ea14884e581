package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.TabulatedCells;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeValue.Quantity;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evaluates discharge cases with tabulated cells.
///
/// Until the search lines take effect a line keeps its precharge voltage; then it starts from the case's voltage. A level
/// that this start has passed already is crossed at that moment.
record TabulatedDischarge(Quantity quantity, Kernels kernels, Workers workers) {
  /// Cases that one kernel call answers: equal lines, which start at their precharge voltage, and equal samples.
  private record Batch(
      MatchLine line, CellCurves curves, Optional<CellRising> rise, Optional<CellStart> stack, List<Double> at) {
    TabulatedCells cells(Arena arena, int rows, MemorySegment states) {
      int points = stack.isPresent() ? StackCurves.POINTS : CellCurves.POINTS;
      Optional<CellRising.Tables> rising = rise.map(r -> r.tables(arena, curves, line.prechargeV()));
      return new TabulatedCells(
          rows,
          line.cells(),
          states,
          MemorySegment.NULL,
          rising.map(CellRising.Tables::table).orElseGet(() -> curves.table(arena, points)),
          stack.map(s -> s.curves().stack(arena, s.mismatchV(), s.matchV())),
          rising.map(CellRising.Tables::rise));
    }
  }

  /// @return `[cases][samples]` voltages (V) or crossing times (s)
  double[][] evaluate(List<DischargeCase> cases) {
    double[][] results = new double[cases.size()][];
    Map<Batch, List<Integer>> batches = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      List<Double> at = at(cases.get(i));
      results[i] = before(cases.get(i), at);
      List<Double> kernelAt = kernelSamples(cases.get(i), at);
      if (!kernelAt.isEmpty()) {
        LineCells.Tabulated cells = cells(cases.get(i));
        Batch batch = new Batch(startLine(cases.get(i)), cells.curves(), cells.rise(), cells.stack(), kernelAt);
        batches.computeIfAbsent(batch, b -> new ArrayList<>()).add(i);
      }
    }
    batches.forEach((batch, members) -> {
      double[][] values = run(batch, members.stream().map(i -> cells(cases.get(i)).pattern()).toList());
      for (int m = 0; m < members.size(); m++) {
        fill(results[members.get(m)], values[m], cells(cases.get(members.get(m))).startOffsetS());
      }
    });
    return results;
  }

  private static LineCells.Tabulated cells(DischargeCase c) {
    return (LineCells.Tabulated) c.cells();
  }

  private List<Double> at(DischargeCase c) {
    return quantity == Quantity.VOLTAGE_V ? c.timesS() : c.levelsV();
  }

  private static MatchLine startLine(DischargeCase c) {
    MatchLine l = c.line();
    return new MatchLine(
        l.cells(),
        l.sense(),
        l.wireResistanceOhm(),
        l.nodeCapacitanceF(),
        l.nearCapacitanceF(),
        l.farCapacitanceF(),
        cells(c).startVoltageV(),
        0);
  }

  /// What is known without the kernel; NaN marks the samples that it has to answer.
  private double[] before(DischargeCase c, List<Double> at) {
    LineCells.Tabulated cells = cells(c);
    return at.stream().mapToDouble(x -> switch (quantity) {
      case VOLTAGE_V -> x < cells.startOffsetS() ? c.line().prechargeV() : Double.NaN;
      case CROSSING_S -> x > cells.startVoltageV() ? cells.startOffsetS() : Double.NaN;
    }).toArray();
  }

  private List<Double> kernelSamples(DischargeCase c, List<Double> at) {
    LineCells.Tabulated cells = cells(c);
    return switch (quantity) {
      case VOLTAGE_V ->
          at.stream().filter(t -> t >= cells.startOffsetS()).map(t -> t - cells.startOffsetS()).toList();
      case CROSSING_S -> at.stream().filter(v -> v <= cells.startVoltageV()).toList();
    };
  }

  private void fill(double[] results, double[] values, double offsetS) {
    int next = 0;
    for (int k = 0; k < results.length; k++) {
      if (Double.isNaN(results[k])) {
        results[k] = quantity == Quantity.CROSSING_S ? values[next] + offsetS : values[next];
        next++;
      }
    }
  }

  private double[][] run(Batch batch, List<String> patterns) {
    int rows = patterns.size();
    int count = batch.at().size();
    MatchLine line = batch.line();
    try (Arena arena = workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared()) {
      TabulatedCells cells = batch.cells(arena, rows, states(arena, patterns));
      MemorySegment at = arena.allocate(JAVA_DOUBLE, count);
      for (int k = 0; k < count; k++) {
        at.setAtIndex(JAVA_DOUBLE, k, batch.at().get(k));
      }
      MemorySegment out = arena.allocate(JAVA_DOUBLE, (long) count * rows);
      Samples samples = new Samples(count, at, out, rows);
      long doubles = kernels.tabulatedWorkspace(line, cells.table());
      workers.run(cells.blocks(), 1, span -> {
        try (Arena own = Arena.ofConfined()) {
          MemorySegment workspace = own.allocate(JAVA_DOUBLE, doubles);
          switch (quantity) {
            case VOLTAGE_V -> kernels.tabulatedVoltage(line, cells, span, samples, workspace);
            case CROSSING_S -> kernels.tabulatedCrossing(line, cells, span, samples, workspace);
          }
        }
      });
      double[][] values = new double[rows][count];
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < count; k++) {
          values[r][k] = out.getAtIndex(JAVA_DOUBLE, (long) k * rows + r);
        }
      }
      return values;
    }
  }

  /// States as `[blocks][cells][8]`; unused lanes match.
  private static MemorySegment states(Arena arena, List<String> patterns) {
    int cells = patterns.getFirst().length();
    MemorySegment state = arena.allocate(AnalogCells.blocks(patterns.size()) * cells * AnalogCells.LANES);
    for (int r = 0; r < patterns.size(); r++) {
      long first = (long) (r / AnalogCells.LANES) * cells * AnalogCells.LANES + r % AnalogCells.LANES;
      for (int j = 0; j < cells; j++) {
        byte one = patterns.get(r).charAt(j) == '1' ? CellCurves.MISMATCH : CellCurves.MATCH;
        state.set(JAVA_BYTE, first + (long) j * AnalogCells.LANES, one);
      }
    }
    return state;
  }
}
