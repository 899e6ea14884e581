package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.CellStack;
import io.matchline.kernel.CellTable;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.TabulatedCells;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;

/// Rows that are all the line of a case, prepared so that what is left is the kernel's call.
///
/// @param rows how many
public record LineCopies(Arena arena, Kernels kernels, int rows) {
  /// A call that computes the voltage of every row at `timeS` by the ladder and returns the first, V.
  ///
  /// @param quick whether to the accuracy at which a search compares rows
  public Supplier<Double> ladder(DischargeCase c, double timeS, boolean quick) {
    MatchLine line = c.line();
    MemorySegment g = arena.allocate(JAVA_DOUBLE, AnalogCells.blocks(rows) * line.cells() * AnalogCells.LANES);
    for (long i = 0; i < g.byteSize() / Double.BYTES; i++) {
      g.setAtIndex(JAVA_DOUBLE, i, c.conductanceS().get((int) (i / AnalogCells.LANES % line.cells())));
    }
    AnalogCells cells = AnalogCells.undriven(rows, line.cells(), g);
    Samples samples = quick ? samples(timeS).quickly() : samples(timeS);
    return () -> {
      kernels.voltage(LineModel.LADDER, line, cells, cells.all(), samples);
      return samples.value().get(JAVA_DOUBLE, 0);
    };
  }

  /// The same by the ladder of tabulated cells, for a case of level `ladder-table`.
  public Supplier<Double> tabulated(DischargeCase c, double timeS) {
    LineCells.Tabulated tabulated = (LineCells.Tabulated) c.cells();
    MatchLine l = c.line();
    MatchLine line = new MatchLine(
        l.cells(), l.sense(), l.wireResistanceOhm(), l.nodeCapacitanceF(), l.nearCapacitanceF(), l.farCapacitanceF(),
        tabulated.startVoltageV(), 0);
    Optional<CellRising.Tables> rising =
        tabulated.rise().map(r -> r.tables(arena, tabulated.curves(), line.prechargeV()));
    int points = tabulated.stack().isPresent() ? StackCurves.POINTS : CellCurves.POINTS;
    CellTable table = rising.map(CellRising.Tables::table).orElseGet(() -> tabulated.curves().table(arena, points));
    Optional<CellStack> stack = tabulated.stack().map(s -> s.curves().stack(arena, s.mismatchV(), s.matchV()));
    MemorySegment state = arena.allocate(AnalogCells.blocks(rows) * l.cells() * AnalogCells.LANES);
    for (long i = 0; i < state.byteSize(); i++) {
      boolean one = tabulated.pattern().charAt((int) (i / AnalogCells.LANES % l.cells())) == '1';
      state.set(JAVA_BYTE, i, one ? CellCurves.MISMATCH : CellCurves.MATCH);
    }
    TabulatedCells cells = new TabulatedCells(
        rows,
        l.cells(),
        state,
        MemorySegment.NULL,
        table,
        stack,
        rising.map(CellRising.Tables::rise));
    Samples samples = samples(timeS - tabulated.startOffsetS());
    MemorySegment workspace = arena.allocate(JAVA_DOUBLE, kernels.tabulatedWorkspace(line, table));
    return () -> {
      kernels.tabulatedVoltage(line, cells, cells.all(), samples, workspace);
      return samples.value().get(JAVA_DOUBLE, 0);
    };
  }

  private Samples samples(double timeS) {
    return new Samples(1, arena.allocateFrom(JAVA_DOUBLE, timeS), arena.allocate(JAVA_DOUBLE, rows), rows);
  }
}
