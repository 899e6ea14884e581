package io.matchline.cli;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.SolveLimits;
import io.matchline.data.Matrix;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;

/// One array with one batch of vectors, solved once for the result and again for the time that it takes.
final class CrossbarRun implements AutoCloseable {
  private static final double WARM_UP_SHARE = 0.15;
  private static final int FEWEST = 5;
  private static final int MOST = 1001;

  private final Crossbar array;
  private final CrossbarBatch batch;
  private final Matrix conductances;
  private final SolveLimits limits;

  CrossbarRun(
      CrossbarWires wires, Matrix conductances, Matrix inputs, SolveLimits limits, Kernels kernels, Workers workers) {
    this.conductances = conductances;
    this.limits = limits;
    array = new Crossbar(wires, conductances.rows(), conductances.columns(), kernels, workers);
    batch = array.batch(inputs.rows(), CrossbarBatch.Keep.CURRENTS);
    batch.driveRows(inputs.values());
  }

  /// From conductances to currents.
  ///
  /// @throws io.matchline.crossbar.NotConvergedException when a vector is not within the tolerance
  void solve() {
    array.program(conductances.values());
    array.solve(batch, limits);
  }

  /// Median time of {@link #solve}, s, over a few repeats at least and about `longestS` at most, after a warm-up.
  double medianSeconds(double longestS) {
    long begin = System.nanoTime();
    do {
      solve();
    } while (secondsSince(begin) < WARM_UP_SHARE * longestS);
    double[] times = new double[MOST];
    int count = 0;
    begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      solve();
      times[count++] = secondsSince(start);
    } while (count < FEWEST || count < MOST && secondsSince(begin) < longestS);
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }

  int rows() {
    return array.rows();
  }

  int columns() {
    return array.columns();
  }

  int vectors() {
    return batch.vectors();
  }

  /// Iterations of the slowest vector.
  int iterations() {
    return batch.iterations();
  }

  /// The largest bound of any vector on the error of its currents.
  double residual() {
    return batch.residual();
  }

  /// `[vectors][columns]` A
  double[] columnCurrentA() {
    return batch.columnCurrentA();
  }

  @Override
  public void close() {
    batch.close();
    array.close();
  }
}
