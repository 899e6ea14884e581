package io.matchline.crossbar;

import io.matchline.kernel.CrossbarEnd;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Random;

/// A forward solution of an array for one vector with its voltages, and the gradient of a weighted sum of its column
/// currents, both through the public interface and on one thread.
public final class GradientJob implements AutoCloseable {
  private static final double CLOSE = 1e-7;

  private final Workers workers = new Workers(1);
  private final Crossbar array;
  private final CrossbarBatch batch;
  private final CrossbarGradient gradient;
  private final double[] weights;

  private GradientJob(CrossbarInputs inputs, double ohm, Kernels kernels) {
    int lines = inputs.lines();
    array = new Crossbar(new CrossbarWires(ohm, ohm, 0, 0, 0, 0, CrossbarEnd.FIRST, CrossbarEnd.LAST), lines, lines, kernels, workers);
    array.program(inputs.conductanceS());
    batch = array.batch(1, CrossbarBatch.Keep.VOLTAGES);
    batch.driveRows(inputs.rowV()[0]);
    gradient = new CrossbarGradient(array);
    weights = new Random(lines).doubles(lines, -1, 1).toArray();
  }

  /// @throws IllegalStateException when the gradient is further than 1e-7 of its largest entry from that of solutions
  /// to 1e-13
  static GradientJob of(CrossbarInputs inputs, double ohm, Kernels kernels) {
    GradientJob job = new GradientJob(inputs, ohm, kernels);
    job.check();
    return job;
  }

  private void check() {
    SolveLimits tight = SolveLimits.STANDARD.within(1e-13);
    array.solve(batch, tight);
    double[] exact = gradient.of(batch, weights, tight).conductance().clone();
    forward();
    double difference = CrossbarInputs.difference(exact, backward().conductance());
    if (difference > CLOSE) {
      throw new IllegalStateException("the gradient is off by %.1e of its largest entry".formatted(difference));
    }
  }

  public CrossbarBatch forward() {
    array.solve(batch, SolveLimits.STANDARD);
    return batch;
  }

  /// Of the last forward solution.
  public CrossbarGradient.Gradient backward() {
    return gradient.of(batch, weights, CrossbarGradient.STANDARD);
  }

  @Override
  public void close() {
    gradient.close();
    batch.close();
    array.close();
    workers.close();
  }
}
