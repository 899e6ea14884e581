package io.matchline.target;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.SolveLimits;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;

/// The kernels as a target of multiplications.
///
/// @param workers threads that share the work; they stay the caller's
/// @param limits how exact
public record KernelCrossbar(Kernels kernels, Workers workers, SolveLimits limits) implements CrossbarTarget {
  @Override
  public double[][] currentsA(CrossbarWires wires, double[][] conductanceS, double[][] inputV) {
    int columns = conductanceS[0].length;
    try (Crossbar array = new Crossbar(wires, conductanceS.length, columns, kernels, workers);
        CrossbarBatch batch = array.batch(inputV.length, CrossbarBatch.Keep.CURRENTS)) {
      array.program(Arrays.stream(conductanceS).flatMapToDouble(Arrays::stream).toArray());
      batch.driveRows(Arrays.stream(inputV).flatMapToDouble(Arrays::stream).toArray());
      array.solve(batch, limits);
      double[] currentA = batch.columnCurrentA();
      double[][] byVector = new double[inputV.length][];
      Arrays.setAll(byVector, v -> Arrays.copyOfRange(currentA, v * columns, (v + 1) * columns));
      return byVector;
    }
  }
}
