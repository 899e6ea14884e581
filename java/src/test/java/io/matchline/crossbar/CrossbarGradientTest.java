package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CrossbarGradientTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final double CLOSE = 1e-7;

  /// L = Σ c·I over two vectors, differentiated with the dense nodal analysis and with one adjoint solution.
  @Test
  void centralDifferencesOfRandomCircuits() {
    Random random = new Random(6);
    for (int circuit = 0; circuit < 100; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 6);
      double[] rowV = RandomCircuit.volts(random, 2 * c.rows());
      double[] weights = random.doubles(2 * c.columns(), -1, 1).toArray();
      CrossbarGradient.Gradient gradient = gradient(c, rowV, weights);
      NodalOracle oracle = new NodalOracle(c.wires(), c.rows(), c.columns());
      double[] byConductance = new double[c.conductanceS().length];
      for (int k = 0; k < byConductance.length; k++) {
        int cell = k;
        double[] g = c.conductanceS().clone();
        byConductance[k] = difference(g[k] + 1e-4, 3e-6, x -> {
          g[cell] = x - 1e-4;
          return loss(oracle, c, rowV, g, weights);
        });
      }
      assertClose(byConductance, gradient.conductance(), "circuit " + circuit);
      double[] byVoltage = new double[rowV.length];
      for (int k = 0; k < rowV.length; k++) {
        int terminal = k;
        double[] volts = rowV.clone();
        byVoltage[k] = difference(rowV[k], 0.1, x -> {
          volts[terminal] = x;
          return loss(oracle, c, volts, c.conductanceS(), weights);
        });
      }
      assertClose(byVoltage, gradient.rowV(), "circuit " + circuit);
    }
  }

  private static CrossbarGradient.Gradient gradient(RandomCircuit c, double[] rowV, double[] weights) {
    try (Workers workers = new Workers(2);
        Crossbar array = new Crossbar(c.wires(), c.rows(), c.columns(), KERNELS, workers);
        CrossbarBatch forward = array.batch(2, CrossbarBatch.Keep.VOLTAGES);
        CrossbarGradient adjoint = new CrossbarGradient(array, 2)) {
      array.program(c.conductanceS());
      forward.driveRows(rowV);
      array.solve(forward, SolveLimits.STANDARD);
      return adjoint.of(forward, weights, SolveLimits.STANDARD);
    }
  }

  private static double loss(NodalOracle oracle, RandomCircuit c, double[] rowV, double[] g, double[] weights) {
    double sum = 0;
    for (int v = 0; v < 2; v++) {
      double[] volts = Arrays.copyOfRange(rowV, v * c.rows(), (v + 1) * c.rows());
      double[] columnA = oracle.solve(volts, new double[c.columns()], g).columnA();
      for (int j = 0; j < c.columns(); j++) {
        sum += weights[v * c.columns() + j] * columnA[j];
      }
    }
    return sum;
  }

  /// Central differences over h and h/2, extrapolated: the error falls with h⁴.
  private static double difference(double x, double h, DoubleUnaryOperator f) {
    double wide = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    double narrow = (f.applyAsDouble(x + h / 2) - f.applyAsDouble(x - h / 2)) / h;
    return narrow + (narrow - wide) / 3;
  }

  private static void assertClose(double[] expected, double[] actual, String message) {
    assertArrayEquals(expected, actual, CLOSE * RandomCircuit.largest(expected), message);
  }

  @Test
  void theNextGradientMayStartFromTheLast() {
    Random random = new Random(8);
    double[] g = random.doubles(50 * 50, 1e-6, 1e-4).toArray();
    double[] weights = random.doubles(50, -1, 1).toArray();
    try (Workers workers = new Workers(1);
        Crossbar array = new Crossbar(CrossbarWires.resistive(5, 5, 0, 0), 50, 50, KERNELS, workers);
        CrossbarBatch forward = array.batch(1, CrossbarBatch.Keep.VOLTAGES);
        CrossbarGradient adjoint = new CrossbarGradient(array, 1)) {
      array.program(g);
      forward.driveRows(RandomCircuit.volts(random, 50));
      array.solve(forward, SolveLimits.STANDARD);
      double[] first = adjoint.ofNext(forward, weights, SolveLimits.STANDARD).conductance();
      double[] again = adjoint.ofNext(forward, weights, SolveLimits.STANDARD).conductance();
      double[] cold = adjoint.of(forward, weights, SolveLimits.STANDARD).conductance();
      assertArrayEquals(first, again, 1e-8 * RandomCircuit.largest(first));
      assertArrayEquals(first, cold);
      assertEquals(2500, first.length);
    }
  }
}
