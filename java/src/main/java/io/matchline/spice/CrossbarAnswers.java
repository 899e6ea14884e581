package io.matchline.spice;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NonlinearCrossbar;
import io.matchline.crossbar.SolveLimits;
import io.matchline.device.CellLaw;
import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarStep;
import io.matchline.kernel.CrossbarWaveform;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Answers a crossbar case with the solver of its kind.
///
/// @param tolerance of the solvers
record CrossbarAnswers(Kernels kernels, Workers workers, double tolerance) {
  /// Column currents in the order of {@link CrossbarCase#points}, A.
  ///
  /// @param wires those of the case or others
  double[] currents(CrossbarCase c, CrossbarWires wires) {
    return switch (c.cells()) {
      case CrossbarCells.Ohmic cells -> c.timesS().isEmpty() ? linear(c, wires, cells) : step(c, wires, cells);
      case CrossbarCells.Sinh cells -> nonlinear(c, wires, cells);
      case CrossbarCells.Table cells -> nonlinear(c, wires, cells);
    };
  }

  private SolveLimits limits() {
    return SolveLimits.STANDARD.within(tolerance);
  }

  private double[] linear(CrossbarCase c, CrossbarWires wires, CrossbarCells.Ohmic cells) {
    try (Crossbar array = new Crossbar(wires, cells.rows(), cells.columns(), kernels, workers);
        CrossbarBatch batch = array.batch(c.vectors(), CrossbarBatch.Keep.CURRENTS)) {
      array.program(cells.conductanceS());
      batch.driveRows(c.drive());
      array.solve(batch, limits());
      return batch.columnCurrentA();
    }
  }

  private double[] step(CrossbarCase c, CrossbarWires wires, CrossbarCells.Ohmic cells) {
    try (Arena arena = Arena.ofShared()) {
      CrossbarCircuit circuit = new CrossbarCircuit(
          cells.rows(),
          cells.columns(),
          wires.driverEnd(),
          wires.senseEnd(),
          wires.rowResistanceOhm(),
          wires.columnResistanceOhm(),
          wires.driverResistanceOhm(),
          wires.senseResistanceOhm(),
          doubles(arena, cells.conductanceS()));
      CrossbarStep step = new CrossbarStep(
          c.vectors(),
          c.timesS().size(),
          limits().maxIterations(),
          tolerance,
          wires.rowCapacitanceF(),
          wires.columnCapacitanceF(),
          doubles(arena, c.drive()),
          MemorySegment.NULL,
          doubles(arena, c.timesS().stream().mapToDouble(t -> t).toArray()));
      return columnCurrents(arena, circuit, step);
    }
  }

  private double[] columnCurrents(Arena arena, CrossbarCircuit circuit, CrossbarStep step) {
    MemorySegment currents = arena.allocate(JAVA_DOUBLE, step.jobs() * circuit.columns());
    MemorySegment residual = arena.allocate(JAVA_DOUBLE, step.jobs());
    CrossbarWaveform waveform =
        new CrossbarWaveform(MemorySegment.NULL, currents, residual, arena.allocate(JAVA_INT, step.jobs()));
    long doubles = kernels.crossbarTransientWorkspaceDoubles(circuit);
    workers.run(step.jobs(), 1, span -> {
      try (Arena own = Arena.ofConfined()) {
        kernels.crossbarTransient(circuit, step, span, own.allocate(JAVA_DOUBLE, doubles), waveform);
      }
    });
    for (long job = 0; job < step.jobs(); job++) {
      double reached = residual.getAtIndex(JAVA_DOUBLE, job);
      if (!(reached <= tolerance)) {
        throw new IllegalStateException("the transient reached %s, not %s".formatted(reached, tolerance));
      }
    }
    return currents.toArray(JAVA_DOUBLE);
  }

  private static MemorySegment doubles(Arena arena, double[] values) {
    return arena.allocateFrom(JAVA_DOUBLE, values);
  }

  private double[] nonlinear(CrossbarCase c, CrossbarWires wires, CellLaw law) {
    try (NonlinearCrossbar array =
        new NonlinearCrossbar(wires, c.cells().rows(), c.cells().columns(), law, kernels, workers)) {
      return array.solve(c.drive(), c.vectors(), limits()).columnCurrentA();
    }
  }
}
