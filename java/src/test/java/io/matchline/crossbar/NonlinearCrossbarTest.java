package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.device.CellLaw;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NonlinearCrossbarTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);

  /// I = I₀·sinh(V/V₀), each cell with its own I₀.
  private record Sinh(int columns, double[] currentA, double scaleV) implements CellLaw {
    @Override
    public double currentA(int row, int column, double voltageV) {
      return currentA[row * columns + column] * Math.sinh(voltageV / scaleV);
    }

    @Override
    public double conductanceS(int row, int column, double voltageV) {
      return currentA[row * columns + column] / scaleV * Math.cosh(voltageV / scaleV);
    }
  }

  /// A diode that blocks below 0 V: 0 A there, then a straight line of 1 mS from 0.3 V on.
  private record Kink() implements CellLaw {
    @Override
    public double currentA(int row, int column, double voltageV) {
      return 1e-3 * Math.max(0, voltageV - 0.3);
    }

    @Override
    public double conductanceS(int row, int column, double voltageV) {
      return voltageV > 0.3 ? 1e-3 : 0;
    }
  }

  private static NonlinearSolution solve(RandomCircuit c, CellLaw law, double[] rowV, int vectors, int threads) {
    try (Workers workers = new Workers(threads);
        NonlinearCrossbar array =
            new NonlinearCrossbar(c.wires(), c.rows(), c.columns(), law, KERNELS, workers)) {
      return array.solve(rowV, vectors, SolveLimits.STANDARD);
    }
  }

  private static Sinh sinh(RandomCircuit c, double scaleV) {
    double[] currentA = Arrays.stream(c.conductanceS()).map(g -> g * scaleV).toArray();
    return new Sinh(c.columns(), currentA, scaleV);
  }

  @Test
  void sinhCellsAgreeWithADenseNewton() {
    Random random = new Random(9);
    for (int circuit = 0; circuit < 100; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 8);
      Sinh law = sinh(c, 0.1 + 0.4 * random.nextDouble());
      assertAgrees(c, law, RandomCircuit.volts(random, 2 * c.rows()));
    }
  }

  /// exp(1 V / 25 mV) is 2e17: the first step overshoots by as much.
  @Test
  void steepCellsConverge() {
    Random random = new Random(10);
    for (int circuit = 0; circuit < 20; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 5);
      CrossbarWires wires = CrossbarWires.resistive(5, 5, 100, 100).at(c.wires().driverEnd(), c.wires().senseEnd());
      RandomCircuit poor = new RandomCircuit(wires, c.rows(), c.columns(), c.conductanceS());
      double[] currentA = Arrays.stream(c.conductanceS()).map(g -> g * 1e-8).toArray();
      assertAgrees(poor, new Sinh(c.columns(), currentA, 0.025), RandomCircuit.volts(random, 2 * c.rows()));
    }
  }

  @Test
  void kinksConverge() {
    Random random = new Random(11);
    for (int circuit = 0; circuit < 50; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 6);
      assertAgrees(c, new Kink(), RandomCircuit.volts(random, 2 * c.rows()));
    }
  }

  private static void assertAgrees(RandomCircuit c, CellLaw law, double[] rowV) {
    NodalOracle oracle = new NodalOracle(c.wires(), c.rows(), c.columns());
    NonlinearSolution solution = solve(c, law, rowV, 2, 1);
    for (int v = 0; v < 2; v++) {
      double[] volts = Arrays.copyOfRange(rowV, v * c.rows(), (v + 1) * c.rows());
      NodalOracle.Solution expected = oracle.solve(volts, law, 50);
      double[] columnA = Arrays.copyOfRange(solution.columnCurrentA(), v * c.columns(), (v + 1) * c.columns());
      assertEquals(0, RandomCircuit.error(expected.columnA(), columnA, expected), 2e-9, c.toString());
      assertTrue(solution.residual()[v] <= 1e-9);
    }
  }

  @Test
  void straightCellsAreALinearCrossbar() {
    Random random = new Random(12);
    RandomCircuit c = RandomCircuit.draw(random, 20);
    double[] rowV = RandomCircuit.volts(random, 3 * c.rows());
    CellLaw straight = new Sinh(c.columns(), Arrays.stream(c.conductanceS()).map(g -> g * 1e9).toArray(), 1e9);
    NonlinearSolution solution = solve(c, straight, rowV, 3, 1);
    try (Workers workers = new Workers(1);
        Crossbar array = new Crossbar(c.wires(), c.rows(), c.columns(), KERNELS, workers);
        CrossbarBatch batch = array.batch(3, CrossbarBatch.Keep.CURRENTS)) {
      array.program(c.conductanceS());
      batch.driveRows(rowV);
      array.solve(batch, SolveLimits.STANDARD);
      double largest = RandomCircuit.largest(batch.rowCurrentA());
      assertArrayEquals(batch.columnCurrentA(), solution.columnCurrentA(), 2e-9 * largest);
      assertArrayEquals(batch.rowCurrentA(), solution.rowCurrentA(), 1e-8 * largest);
    }
  }

  @Test
  void threadsGiveTheSameBits() {
    Random random = new Random(13);
    RandomCircuit c = RandomCircuit.draw(random, 12);
    double[] rowV = RandomCircuit.volts(random, 7 * c.rows());
    Sinh law = sinh(c, 0.2);
    assertArrayEquals(solve(c, law, rowV, 7, 1).columnCurrentA(), solve(c, law, rowV, 7, 3).columnCurrentA(), 0);
  }

  @Test
  void tooFewStepsAreNotConverged() {
    CellLaw steep = new CellLaw() {
      @Override
      public double currentA(int row, int column, double voltageV) {
        return Math.cbrt(voltageV);
      }

      @Override
      public double conductanceS(int row, int column, double voltageV) {
        return 1e-9;
      }
    };
    RandomCircuit c = new RandomCircuit(CrossbarWires.resistive(1, 1, 0, 0), 2, 2, new double[4]);
    NotConvergedException e =
        assertThrows(NotConvergedException.class, () -> solve(c, steep, new double[] {1, 1, 1, 0.5}, 2, 2));
    assertEquals(0, e.vector());
    assertTrue(e.residual() > 1e-9, e.getMessage());
  }

  @Test
  void aLawThatFallsIsRefused() {
    CellLaw falling = new CellLaw() {
      @Override
      public double currentA(int row, int column, double voltageV) {
        return voltageV > 0.9 ? Double.NaN : 1e-4 * voltageV * (1 - voltageV);
      }

      @Override
      public double conductanceS(int row, int column, double voltageV) {
        return 1e-4 * (1 - 2 * voltageV);
      }
    };
    RandomCircuit c = new RandomCircuit(CrossbarWires.resistive(1, 1, 0, 0), 1, 2, new double[2]);
    assertRefused("conductance of row 0, column 0 at 0.7", c, falling, 0.8);
    assertRefused("current of row 0, column 0 at 0.9", c, falling, 1.0);
  }

  private static void assertRefused(String message, RandomCircuit c, CellLaw law, double volt) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> solve(c, law, new double[] {volt}, 1, 1));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}
