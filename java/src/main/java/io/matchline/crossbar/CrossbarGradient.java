package io.matchline.crossbar;

import java.util.Arrays;

/// Gradients of a function L of the column currents, from one adjoint solution per vector. One thread at a time uses it.
///
/// With the rows at 0 V and the columns driven with dL/dI, the network answers λ. By reciprocity
/// dL/dG = −(λ_u − λ_w)(u − w) at every cell, u and w being the voltages of its row and column node, and dL/dV is the
/// current out of the row terminals.
public final class CrossbarGradient implements AutoCloseable {
  /// Within 1e-7, which leaves less than 1e-7 of the largest entry of a gradient and takes an iteration or two less than
  /// the currents do.
  public static final SolveLimits STANDARD = SolveLimits.STANDARD.within(1e-7);

  /// Most sums over parts of a batch, which are added in their order; their number does not depend on the threads.
  private static final int MAX_PARTS = 8;

  /// Cells of all sums from which on there are fewer.
  private static final int MAX_SUMMED = 1 << 23;

  /// Cells whose voltages are on the heap at a time.
  private static final int CHUNK = 1024;

  private final Crossbar array;
  private final Pool<Adjoint> adjoints;
  private double[][] sums = {};

  /// Valid until the next gradient is computed, which uses the array again.
  ///
  /// @param conductance dL/dG, `[rows][columns]`, summed over the batch, in units of L per S
  /// @param rowV dL/dV, `[vectors][rows]`, in units of L per V
  public record Gradient(double[] conductance, double[] rowV) {}

  public CrossbarGradient(Crossbar array) {
    this.array = array;
    adjoints = new Pool<>(() -> new Adjoint(array));
  }

  /// Gradients at a solution of the array as it is programmed now.
  ///
  /// @param forward solved with {@link CrossbarBatch.Keep#VOLTAGES}
  /// @param columnCurrent dL/dI, `[vectors][columns]`, finite, in units of L per A
  /// @param limits of the adjoint solutions, {@link #STANDARD} where nothing speaks against it
  /// @throws NotConvergedException when an adjoint solution is not within the tolerance
  public Gradient of(CrossbarBatch forward, double[] columnCurrent, SolveLimits limits) {
    forward.checkSize(array.rows(), array.columns());
    if (!forward.keepsVoltages()) {
      throw new IllegalArgumentException("the batch keeps no voltages");
    }
    CrossbarBatch.checkVoltages("column", array.columns(), forward.vectors(), columnCurrent);
    int cells = array.rows() * array.columns();
    int parts = Math.min(forward.vectors(), Math.clamp(MAX_SUMMED / cells, 2, MAX_PARTS));
    clearSums(parts, cells);
    double[] rowV = new double[Math.multiplyExact(forward.vectors(), array.rows())];
    array.workers().run(parts, 1, span -> adjoints.lend(adjoint -> {
      for (int part = (int) span.begin(); part < span.end(); part++) {
        int end = (int) ((long) forward.vectors() * (part + 1) / parts);
        for (int v = (int) ((long) forward.vectors() * part / parts); v < end; v++) {
          adjoint.solve(v, columnCurrent, limits, rowV);
          adjoint.subtractProducts(forward, v, sums[part]);
        }
      }
    }));
    return new Gradient(total(parts), rowV);
  }

  private void clearSums(int parts, int cells) {
    if (sums.length < parts) {
      sums = new double[parts][cells];
    }
    for (int part = 0; part < parts; part++) {
      Arrays.fill(sums[part], 0);
    }
  }

  private double[] total(int parts) {
    double[] total = sums[0];
    for (int part = 1; part < parts; part++) {
      for (int k = 0; k < total.length; k++) {
        total[k] += sums[part][k];
      }
    }
    return total;
  }

  /// One adjoint solution at a time; a thread has its own.
  private static final class Adjoint {
    private final Crossbar array;
    private final CrossbarBatch batch;
    private final double[][] nodesV = new double[4][CHUNK];

    Adjoint(Crossbar array) {
      this.array = array;
      batch = array.batch(1, CrossbarBatch.Keep.VOLTAGES);
    }

    void solve(int vector, double[] columnCurrent, SolveLimits limits, double[] rowV) {
      batch.driveColumns(columnCurrent, vector * array.columns());
      array.solve(batch, vector, limits);
      double[] currents = batch.rowCurrentA();
      for (int i = 0; i < currents.length; i++) {
        rowV[vector * currents.length + i] = 0 - currents[i];
      }
    }

    /// `from` −= (λ_u − λ_w)(u − w), which the caches still hold half of.
    void subtractProducts(CrossbarBatch forward, int vector, double[] from) {
      for (int first = 0; first < from.length; first += CHUNK) {
        int count = Math.min(CHUNK, from.length - first);
        forward.nodeVoltages(vector, first, count, nodesV[0], nodesV[1]);
        batch.nodeVoltages(0, first, count, nodesV[2], nodesV[3]);
        subtractProducts(nodesV[0], nodesV[1], nodesV[2], nodesV[3], first, count, from);
      }
    }

    private static void subtractProducts(
        double[] u, double[] w, double[] adjointU, double[] adjointW, int first, int count, double[] from) {
      for (int k = 0; k < count; k++) {
        from[first + k] -= (adjointU[k] - adjointW[k]) * (u[k] - w[k]);
      }
    }
  }

  @Override
  public void close() {
    adjoints.forEach(adjoint -> adjoint.batch.close());
  }
}
