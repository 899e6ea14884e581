package io.matchline.crossbar;

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

  /// Cells whose voltages are on the heap at a time, few enough for the first cache.
  private static final int CHUNK = 128;

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
    if (sums.length < parts) {
      sums = new double[parts][cells];
    }
    double[] rowV = new double[Math.multiplyExact(forward.vectors(), array.rows())];
    array.workers().run(parts, 1, span -> adjoints.lend(adjoint -> {
      for (int part = (int) span.begin(); part < span.end(); part++) {
        int end = (int) ((long) forward.vectors() * (part + 1) / parts);
        int begin = (int) ((long) forward.vectors() * part / parts);
        for (int v = begin; v < end; v++) {
          adjoint.solve(v, columnCurrent, limits, rowV);
          adjoint.addProducts(forward, v, v == begin, sums[part]);
        }
      }
    }));
    return new Gradient(total(parts), rowV);
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
    private final double[] u = new double[CHUNK];
    private final double[] w = new double[CHUNK];
    private final double[] adjointU = new double[CHUNK];
    private final double[] adjointW = new double[CHUNK];

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

    /// Adds −(λ_u − λ_w)(u − w) to `sum`, or replaces it, where the caches still hold λ.
    void addProducts(CrossbarBatch forward, int vector, boolean replace, double[] sum) {
      for (int first = 0; first < sum.length; first += CHUNK) {
        int count = Math.min(CHUNK, sum.length - first);
        forward.nodeVoltages(vector, first, count, u, w);
        batch.nodeVoltages(0, first, count, adjointU, adjointW);
        if (replace) {
          for (int k = 0; k < count; k++) {
            sum[first + k] = (adjointW[k] - adjointU[k]) * (u[k] - w[k]);
          }
        } else {
          for (int k = 0; k < count; k++) {
            sum[first + k] += (adjointW[k] - adjointU[k]) * (u[k] - w[k]);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    adjoints.forEach(adjoint -> adjoint.batch.close());
  }
}
