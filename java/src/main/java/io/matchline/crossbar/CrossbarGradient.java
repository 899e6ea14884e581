package io.matchline.crossbar;

/// Gradients of a function L of the column currents, from one adjoint solution per vector.
///
/// With the rows at 0 V and the columns driven with dL/dI, the network answers λ. By reciprocity
/// dL/dG = −(λ_u − λ_w)(u − w) at every cell, u and w being the voltages of its row and column node, and dL/dV is the
/// current out of the row terminals.
public final class CrossbarGradient implements AutoCloseable {
  private final Crossbar array;
  private final CrossbarBatch adjoint;
  private boolean solved;

  /// @param conductance dL/dG, `[rows][columns]`, summed over the batch, in units of L per S
  /// @param rowV dL/dV, `[vectors][rows]`, in units of L per V
  public record Gradient(double[] conductance, double[] rowV) {}

  /// @param vectors vectors of the batches whose gradients are wanted
  public CrossbarGradient(Crossbar array, int vectors) {
    this.array = array;
    this.adjoint = array.batch(vectors, CrossbarBatch.Keep.VOLTAGES);
  }

  /// Gradients at a solution of the array as it is programmed now.
  ///
  /// @param forward solved with {@link CrossbarBatch.Keep#VOLTAGES}, column terminals at 0 V or elsewhere
  /// @param columnCurrent dL/dI, `[vectors][columns]`, finite, in units of L per A
  /// @param limits of the adjoint solution
  /// @throws NotConvergedException when an adjoint solution is not within the tolerance
  public Gradient of(CrossbarBatch forward, double[] columnCurrent, SolveLimits limits) {
    solved = false;
    return gradient(forward, columnCurrent, limits);
  }

  /// The same, starting from the last adjoint solution: saves iterations when dL/dI and the conductances have changed
  /// little since. The first call starts from nothing.
  public Gradient ofNext(CrossbarBatch forward, double[] columnCurrent, SolveLimits limits) {
    return gradient(forward, columnCurrent, limits);
  }

  private Gradient gradient(CrossbarBatch forward, double[] columnCurrent, SolveLimits limits) {
    if (!forward.keepsVoltages() || forward.vectors() != adjoint.vectors()) {
      throw new IllegalArgumentException(
          "a batch of %d vectors that keeps its voltages is needed".formatted(adjoint.vectors()));
    }
    adjoint.driveColumns(columnCurrent);
    if (solved) {
      array.solveWarm(adjoint, limits);
    } else {
      array.solve(adjoint, limits);
    }
    solved = true;
    return new Gradient(conductance(forward), rowV());
  }

  private double[] rowV() {
    double[] current = adjoint.rowCurrentA();
    for (int k = 0; k < current.length; k++) {
      current[k] = 0 - current[k];
    }
    return current;
  }

  /// Every cell sums over the vectors in their order, so the cut over threads does not show.
  private double[] conductance(CrossbarBatch forward) {
    int columns = array.columns();
    double[] gradient = new double[array.rows() * columns];
    array.workers().run(array.rows(), 1, span -> {
      double[] u = new double[columns];
      double[] w = new double[columns];
      double[] adjointU = new double[columns];
      double[] adjointW = new double[columns];
      for (int row = (int) span.begin(); row < span.end(); row++) {
        for (int v = 0; v < forward.vectors(); v++) {
          forward.rowVoltages(v, row, u);
          forward.columnVoltages(v, row, w);
          adjoint.rowVoltages(v, row, adjointU);
          adjoint.columnVoltages(v, row, adjointW);
          for (int j = 0; j < columns; j++) {
            gradient[row * columns + j] -= (adjointU[j] - adjointW[j]) * (u[j] - w[j]);
          }
        }
      }
    });
    return gradient;
  }

  @Override
  public void close() {
    adjoint.close();
  }
}
