package io.matchline.spice;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NonlinearCrossbar;
import io.matchline.crossbar.SolveLimits;
import io.matchline.crossbar.StepBatch;
import io.matchline.device.CellLaw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;

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
    double[] timesS = c.timesS().stream().mapToDouble(t -> t).toArray();
    double[] currentA = new double[c.vectors() * timesS.length * cells.columns()];
    try (Crossbar array = new Crossbar(wires, cells.rows(), cells.columns(), kernels, workers);
        StepBatch batch = array.stepBatch(c.vectors(), timesS)) {
      array.program(cells.conductanceS());
      batch.driveRows(c.drive());
      array.step(batch, limits());
      for (int k = 0; k < c.vectors() * timesS.length; k++) {
        double[] columns = batch.columnCurrentA(k / timesS.length, k % timesS.length);
        System.arraycopy(columns, 0, currentA, k * cells.columns(), cells.columns());
      }
    }
    return currentA;
  }

  private double[] nonlinear(CrossbarCase c, CrossbarWires wires, CellLaw law) {
    try (NonlinearCrossbar array =
        new NonlinearCrossbar(wires, c.cells().rows(), c.cells().columns(), law, kernels, workers)) {
      return array.solve(c.drive(), c.vectors(), limits()).columnCurrentA();
    }
  }
}
