package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
      CrossbarGradient.Gradient gradient = gradient(c, 2, rowV, weights, 2);
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

  /// Against adjoint solutions to 1e-13.
  @Test
  void theStandardToleranceIsEnough() {
    Random random = new Random(10);
    for (int circuit = 0; circuit < 200; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 90);
      double[] rowV = RandomCircuit.volts(random, c.rows());
      double[] weights = random.doubles(c.columns(), -1, 1).toArray();
      CrossbarGradient.Gradient exact = gradient(c, 1, rowV, weights, 1, SolveLimits.STANDARD.within(1e-13));
      CrossbarGradient.Gradient standard = gradient(c, 1, rowV, weights, 1, CrossbarGradient.STANDARD);
      assertClose(exact.conductance(), standard.conductance(), c.toString());
      assertClose(exact.rowV(), standard.rowV(), c.toString());
    }
  }

  private static CrossbarGradient.Gradient gradient(
      RandomCircuit c, int vectors, double[] rowV, double[] weights, int threads) {
    return gradient(c, vectors, rowV, weights, threads, CrossbarGradient.STANDARD);
  }

  private static CrossbarGradient.Gradient gradient(
      RandomCircuit c, int vectors, double[] rowV, double[] weights, int threads, SolveLimits limits) {
    try (Workers workers = new Workers(threads);
        Crossbar array = new Crossbar(c.wires(), c.rows(), c.columns(), KERNELS, workers);
        CrossbarBatch forward = array.batch(vectors, CrossbarBatch.Keep.VOLTAGES);
        CrossbarGradient adjoint = new CrossbarGradient(array)) {
      array.program(c.conductanceS());
      forward.driveRows(rowV);
      array.solve(forward, SolveLimits.STANDARD);
      return adjoint.of(forward, weights, limits);
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

  /// dL/dG of a batch is the sum over its vectors, and neither it nor dL/dV depends on the number of threads.
  @Test
  void aBatchIsTheSumOfItsVectors() {
    Random random = new Random(8);
    RandomCircuit c = new RandomCircuit(
        CrossbarWires.resistive(5, 2, 30, 0), 21, 34, random.doubles(21 * 34, 1e-6, 1e-4).toArray());
    double[] rowV = RandomCircuit.volts(random, 19 * 21);
    double[] weights = random.doubles(19 * 34, -1, 1).toArray();
    CrossbarGradient.Gradient batch = gradient(c, 19, rowV, weights, 1);
    CrossbarGradient.Gradient threads = gradient(c, 19, rowV, weights, 3);
    assertArrayEquals(batch.conductance(), threads.conductance(), 0);
    assertArrayEquals(batch.rowV(), threads.rowV(), 0);
    double[] sum = new double[21 * 34];
    for (int v = 0; v < 19; v++) {
      double[] volts = Arrays.copyOfRange(rowV, 21 * v, 21 * (v + 1));
      double[] weight = Arrays.copyOfRange(weights, 34 * v, 34 * (v + 1));
      CrossbarGradient.Gradient one = gradient(c, 1, volts, weight, 1);
      Arrays.setAll(sum, k -> sum[k] + one.conductance()[k]);
      assertArrayEquals(one.rowV(), Arrays.copyOfRange(batch.rowV(), 21 * v, 21 * (v + 1)), 0);
    }
    assertArrayEquals(sum, batch.conductance(), 1e-12 * RandomCircuit.largest(sum));
  }

  @Test
  void notConvergedNamesTheVector() {
    double[] g = new Random(9).doubles(60 * 60, 1e-6, 1e-4).toArray();
    double[] weights = new double[3 * 60];
    Arrays.fill(weights, 120, 180, 1.0);
    try (Workers workers = new Workers(1);
        Crossbar array = new Crossbar(CrossbarWires.resistive(20, 20, 0, 0), 60, 60, KERNELS, workers);
        CrossbarBatch forward = array.batch(3, CrossbarBatch.Keep.VOLTAGES);
        CrossbarBatch plain = array.batch(3, CrossbarBatch.Keep.CURRENTS);
        CrossbarGradient adjoint = new CrossbarGradient(array)) {
      array.program(g);
      array.solve(forward, SolveLimits.STANDARD);
      NotConvergedException e = assertThrows(
          NotConvergedException.class, () -> adjoint.of(forward, weights, new SolveLimits(1e-13, 1)));
      assertEquals(2, e.vector());
      assertThrows(IllegalArgumentException.class, () -> adjoint.of(plain, weights, CrossbarGradient.STANDARD));
    }
  }
}
