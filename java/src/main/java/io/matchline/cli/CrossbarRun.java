package io.matchline.cli;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.NonlinearCrossbar;
import io.matchline.crossbar.NonlinearSolution;
import io.matchline.crossbar.SolveLimits;
import io.matchline.crossbar.StepBatch;
import io.matchline.data.Matrix;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/// One batch of vectors on one array, which it closes, solved once for the result and again for the time that it takes.
sealed interface CrossbarRun extends AutoCloseable {
  /// From conductances to currents.
  ///
  /// @throws io.matchline.crossbar.NotConvergedException when a vector is not within the tolerance
  void solve();

  /// Iterations of the slowest vector.
  int iterations();

  /// The largest bound of any vector on the error of its currents.
  double residual();

  /// Writes the currents, a line per vector.
  void write(Writer writer) throws IOException;

  @Override
  void close();

  /// The steady state.
  record Steady(Crossbar array, Matrix conductances, CrossbarBatch batch, SolveLimits limits) implements CrossbarRun {
    static Steady of(Crossbar array, Matrix conductances, Matrix inputs, SolveLimits limits) {
      CrossbarBatch batch = array.batch(inputs.rows(), CrossbarBatch.Keep.CURRENTS);
      batch.driveRows(inputs.values());
      return new Steady(array, conductances, batch, limits);
    }

    @Override
    public void solve() {
      array.program(conductances.values());
      array.solve(batch, limits);
    }

    @Override
    public int iterations() {
      return batch.iterations();
    }

    @Override
    public double residual() {
      return batch.residual();
    }

    @Override
    public void write(Writer writer) throws IOException {
      for (int v = 0; v < batch.vectors(); v++) {
        writeLine(writer, batch.columnCurrentA(v));
      }
    }

    @Override
    public void close() {
      batch.close();
      array.close();
    }
  }

  /// Some times after the inputs have stepped from 0 V.
  record Step(Crossbar array, Matrix conductances, double[] timesS, StepBatch batch, SolveLimits limits)
      implements CrossbarRun {
    static Step of(Crossbar array, Matrix conductances, Matrix inputs, double[] timesS, SolveLimits limits) {
      StepBatch batch = array.stepBatch(inputs.rows(), timesS);
      batch.driveRows(inputs.values());
      return new Step(array, conductances, timesS, batch, limits);
    }

    @Override
    public void solve() {
      array.program(conductances.values());
      array.step(batch, limits);
    }

    @Override
    public int iterations() {
      return batch.iterations();
    }

    @Override
    public double residual() {
      return batch.residual();
    }

    @Override
    public void write(Writer writer) throws IOException {
      for (int t = 0; t < timesS.length; t++) {
        writer.write("# time_s=" + timesS[t] + "\n");
        for (int v = 0; v < batch.vectors(); v++) {
          writeLine(writer, batch.columnCurrentA(v, t));
        }
      }
    }

    @Override
    public void close() {
      batch.close();
      array.close();
    }
  }

  /// The steady state of cells that follow a current–voltage law.
  final class Curved implements CrossbarRun {
    private final NonlinearCrossbar array;
    private final int columns;
    private final Matrix inputs;
    private final SolveLimits limits;
    private NonlinearSolution solution;

    Curved(NonlinearCrossbar array, int columns, Matrix inputs, SolveLimits limits) {
      this.array = array;
      this.columns = columns;
      this.inputs = inputs;
      this.limits = limits;
    }

    @Override
    public void solve() {
      solution = array.solve(inputs.values(), inputs.rows(), limits);
    }

    @Override
    public int iterations() {
      return Arrays.stream(solution.iterations()).max().orElseThrow();
    }

    @Override
    public double residual() {
      return Arrays.stream(solution.residual()).max().orElseThrow();
    }

    @Override
    public void write(Writer writer) throws IOException {
      for (int v = 0; v < inputs.rows(); v++) {
        writeLine(writer, Arrays.copyOfRange(solution.columnCurrentA(), v * columns, (v + 1) * columns));
      }
    }

    @Override
    public void close() {
      array.close();
    }
  }

  private static void writeLine(Writer writer, double[] currentA) throws IOException {
    for (int j = 0; j < currentA.length; j++) {
      writer.write(j == 0 ? "" : ",");
      writer.write(Double.toString(currentA[j]));
    }
    writer.write('\n');
  }
}
