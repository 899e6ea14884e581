package io.matchline.experiment;

import io.matchline.crossbar.NotConvergedException;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.mvm.Mvm;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.periphery.Cost;
import io.matchline.unit.InvalidInputException;

/// One random matrix in a chip of its own, multiplied with a batch.
///
/// @param rms root mean square of the error over that of the exact products
/// @param worst largest error over the largest exact product
/// @param gain by which the products shrink or grow: Σ ŷy / Σ y²
/// @param cross `[outputs]` Σ ŷy of each output
/// @param square `[outputs]` Σ y² of each output
/// @param cost of one multiplication
record ErrorMapTrial(double rms, double worst, double gain, double[] cross, double[] square, Cost cost) {
  /// @throws InvalidInputException when the wires' solution does not reach the tolerance
  static ErrorMapTrial run(CrossbarErrorMap config, int trial, Kernels kernels) {
    MatrixTask task = config.matrix();
    int inputs = task.inputs(config.crossbar());
    int outputs = task.outputs(config.crossbar());
    NoiseFields fields = new NoiseFields(kernels, config.seed());
    double[] weights = task.weights().draw(fields, NoiseStream.MATRIX_WEIGHTS, trial, inputs, outputs);
    double[] batch = task.vectors().draw(fields, NoiseStream.MATRIX_VECTORS, trial, task.batch(), inputs);
    try (Workers alone = new Workers(1);
        Mvm mvm = new Mvm(config.crossbar(), weights, inputs, outputs, config.seed(), trial, kernels, alone)) {
      mvm.calibrate(batch, task.batch());
      double[] made = mvm.multiply(batch, task.batch(), 0);
      return of(exact(weights, batch, inputs, outputs), made, outputs, mvm.cost(batch, task.batch()));
    } catch (NotConvergedException e) {
      throw new InvalidInputException(
          "crossbar.tolerance = %s: %s".formatted(config.crossbar().tolerance(), e.getMessage()));
    }
  }

  private static double[] exact(double[] weights, double[] batch, int inputs, int outputs) {
    double[] product = new double[batch.length / inputs * outputs];
    for (int k = 0; k < batch.length; k++) {
      int to = k / inputs * outputs;
      int from = k % inputs * outputs;
      for (int j = 0; j < outputs; j++) {
        product[to + j] = Math.fma(batch[k], weights[from + j], product[to + j]);
      }
    }
    return product;
  }

  /// @param exact `[vectors][outputs]`
  /// @param made `[vectors][outputs]`
  static ErrorMapTrial of(double[] exact, double[] made, int outputs, Cost cost) {
    double error = 0;
    double largest = 0;
    double worst = 0;
    double[] cross = new double[outputs];
    double[] square = new double[outputs];
    for (int k = 0; k < exact.length; k++) {
      double off = made[k] - exact[k];
      error += off * off;
      cross[k % outputs] += made[k] * exact[k];
      square[k % outputs] += exact[k] * exact[k];
      largest = Math.max(largest, Math.abs(exact[k]));
      worst = Math.max(worst, Math.abs(off));
    }
    double all = sum(square);
    return new ErrorMapTrial(Math.sqrt(error / all), worst / largest, sum(cross) / all, cross, square, cost);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
