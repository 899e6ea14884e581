package io.matchline.crossbar;

import io.matchline.device.CellLaw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;

/// A crossbar whose cells follow a current–voltage law, solved exactly with its wires: damped Newton steps, each one
/// a linear crossbar of tangent conductances and offset currents.
///
/// The currents of such a circuit are the minimum of a convex function as long as no cell's current falls with its
/// voltage, so a step that overshoots is shortened until that function has a smaller slope, and the steps lead to the
/// one solution from anywhere. Every vector starts from 0 V, so neither the batch nor the number of threads changes a
/// bit. One thread at a time uses an array.
public final class NonlinearCrossbar implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final int rows;
  private final int columns;
  private final Workers workers;
  private final Pool<NewtonSolver> solvers;

  /// @param rows 1 … 4096
  /// @param columns 1 … 4096
  /// @param law of the cells, indexed as the array is
  public NonlinearCrossbar(
      CrossbarWires wires, int rows, int columns, CellLaw law, Kernels kernels, Workers workers) {
    Crossbar.checkLines("rows", rows);
    Crossbar.checkLines("columns", columns);
    this.rows = rows;
    this.columns = columns;
    this.workers = workers;
    solvers = new Pool<>(() -> new NewtonSolver(new TangentCircuit(arena, wires, rows, columns, kernels), law));
  }

  /// Solves a batch with the column terminals at 0 V.
  ///
  /// @param rowV `[vectors][rows]` V, finite
  /// @param vectors 1 or more
  /// @param limits the tolerance is met by the nonlinear circuit; the iterations are those of one linear circuit
  /// @throws NotConvergedException when a vector is not within the tolerance
  /// @throws IllegalArgumentException when the law gives a number that a law must not give
  public NonlinearSolution solve(double[] rowV, int vectors, SolveLimits limits) {
    CrossbarBatch.checkVoltages("row", rows, vectors, rowV);
    NonlinearSolution solution = new NonlinearSolution(vectors, rows, columns);
    workers.run(vectors, 1, span -> solvers.lend(solver -> {
      for (int v = (int) span.begin(); v < span.end(); v++) {
        solver.solve(rowV, v, limits, solution);
      }
    }));
    return solution;
  }

  @Override
  public void close() {
    arena.close();
  }
}
