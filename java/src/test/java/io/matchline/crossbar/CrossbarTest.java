package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CrossbarTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final Workers WORKERS = new Workers(1);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static Crossbar array(CrossbarWires wires, int rows, int columns, double[] conductanceS) {
    Crossbar array = new Crossbar(wires, rows, columns, KERNELS, WORKERS);
    array.program(conductanceS);
    return array;
  }

  @Test
  void randomCircuitsAgreeWithNodalAnalysis() {
    Random random = new Random(1);
    for (int circuit = 0; circuit < 300; circuit++) {
      RandomCircuit c = RandomCircuit.draw(random, 12);
      NodalOracle oracle = new NodalOracle(c.wires(), c.rows(), c.columns());
      double[] rowV = RandomCircuit.volts(random, 3 * c.rows());
      double[] columnV = random.nextBoolean() ? new double[3 * c.columns()] : RandomCircuit.volts(random, 3 * c.columns());
      try (Crossbar array = array(c.wires(), c.rows(), c.columns(), c.conductanceS());
          CrossbarBatch batch = array.batch(3, CrossbarBatch.Keep.VOLTAGES)) {
        batch.driveRows(rowV);
        batch.driveColumns(columnV);
        array.solve(batch, SolveLimits.STANDARD);
        assertTrue(batch.residual() <= 1e-9);
        for (int v = 0; v < 3; v++) {
          NodalOracle.Solution expected = oracle.solve(
              Arrays.copyOfRange(rowV, v * c.rows(), (v + 1) * c.rows()),
              Arrays.copyOfRange(columnV, v * c.columns(), (v + 1) * c.columns()),
              c.conductanceS());
          double[] columnA = Arrays.copyOfRange(batch.columnCurrentA(), v * c.columns(), (v + 1) * c.columns());
          double[] rowA = Arrays.copyOfRange(batch.rowCurrentA(), v * c.rows(), (v + 1) * c.rows());
          assertEquals(0, RandomCircuit.error(expected.columnA(), columnA, expected), 1e-9, c.toString());
          assertEquals(0, RandomCircuit.error(expected.rowA(), rowA, expected), 1e-8, c.toString());
        }
      }
    }
  }

  @Test
  void oneCellIsFiveResistancesInSeries() {
    CrossbarWires wires = CrossbarWires.resistive(3, 5, 200, 70);
    try (Crossbar array = array(wires, 1, 1, new double[] {1e-3});
        CrossbarBatch batch = array.batch(1, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(new double[] {0.8});
      array.solve(batch, SolveLimits.STANDARD);
      assertEquals(0.8 / (200 + 3 + 1000 + 5 + 70), batch.columnCurrentA()[0], 1e-15);
      assertEquals(batch.columnCurrentA()[0], batch.rowCurrentA()[0], 1e-15);
    }
  }

  /// Ohm's and Kirchhoff's laws alone: I = Gᵀ·V.
  @Test
  void idealWiresMultiply() {
    Random random = new Random(2);
    double[] g = random.doubles(7 * 5, 0, 1e-4).toArray();
    double[] volts = RandomCircuit.volts(random, 7);
    try (Crossbar array = array(CrossbarWires.ideal(), 7, 5, g);
        CrossbarBatch batch = array.batch(1, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(volts);
      array.solve(batch, SolveLimits.STANDARD);
      for (int j = 0; j < 5; j++) {
        double current = 0;
        for (int i = 0; i < 7; i++) {
          current += g[5 * i + j] * volts[i];
        }
        assertEquals(current, batch.columnCurrentA()[j], 1e-18);
      }
    }
  }

  @Test
  void emptyRowsAndColumnsCarryNothing() {
    double[] g = {0, 0, 0, 1e-4, 0, 2e-4};
    try (Crossbar array = array(CrossbarWires.resistive(2, 2, 10, 10), 2, 3, g);
        CrossbarBatch batch = array.batch(1, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(new double[] {1, 1});
      array.solve(batch, SolveLimits.STANDARD);
      assertEquals(0, batch.rowCurrentA()[0], 1e-30);
      assertEquals(0, batch.columnCurrentA()[1], 1e-30);
      assertTrue(batch.columnCurrentA()[2] > 1.9e-4);
      array.program(new double[6]);
      array.solve(batch, SolveLimits.STANDARD);
      assertArrayEquals(new double[3], batch.columnCurrentA(), 1e-30);
    }
  }

  @Test
  void threadsAndBackendsGiveTheSameBits() {
    Random random = new Random(3);
    RandomCircuit c = RandomCircuit.draw(random, 30);
    double[] rowV = RandomCircuit.volts(random, 37 * c.rows());
    double[] first = null;
    for (Backend backend : Backend.values()) {
      for (int threads : new int[] {1, 3}) {
        try (Workers workers = new Workers(threads);
            Crossbar array = new Crossbar(c.wires(), c.rows(), c.columns(), Backends.open(backend), workers);
            CrossbarBatch batch = array.batch(37, CrossbarBatch.Keep.CURRENTS)) {
          array.program(c.conductanceS());
          batch.driveRows(rowV);
          array.solve(batch, SolveLimits.STANDARD);
          first = first == null ? batch.columnCurrentA() : first;
          assertArrayEquals(first, batch.columnCurrentA(), 0, backend + ", threads " + threads);
        }
      }
    }
  }

  @Test
  void aWarmStartSavesIterations() {
    Random random = new Random(4);
    double[] g = random.doubles(40 * 40, 1e-6, 1e-4).toArray();
    double[] volts = RandomCircuit.volts(random, 40);
    try (Crossbar array = array(CrossbarWires.resistive(5, 5, 0, 0), 40, 40, g);
        CrossbarBatch batch = array.batch(1, CrossbarBatch.Keep.VOLTAGES)) {
      batch.driveRows(volts);
      array.solve(batch, SolveLimits.STANDARD);
      int cold = batch.iterations();
      double[] currentA = batch.columnCurrentA();
      g[17] *= 1.001;
      array.program(g);
      array.solveWarm(batch, SolveLimits.STANDARD);
      assertTrue(batch.iterations() < cold, batch.iterations() + " of " + cold);
      assertEquals(currentA[17], batch.columnCurrentA()[17], 1e-3 * currentA[17]);
    }
  }

  @Test
  void whatHasNotConvergedIsNotReturned() {
    double[] g = new Random(5).doubles(60 * 60, 1e-6, 1e-4).toArray();
    double[] volts = new double[2 * 60];
    Arrays.fill(volts, 60, 120, 1.0);
    try (Crossbar array = array(CrossbarWires.resistive(20, 20, 0, 0), 60, 60, g);
        CrossbarBatch batch = array.batch(2, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(volts);
      NotConvergedException e =
          assertThrows(NotConvergedException.class, () -> array.solve(batch, new SolveLimits(1e-12, 1)));
      assertEquals(1, e.vector());
      assertTrue(e.residual() > 1e-12 && e.getMessage().startsWith("vector 1 has not converged: after 1 iter"), e::getMessage);
    }
  }

  /// After many time constants a step has come to the steady state; at every time the threads give the same bits.
  @Test
  void aStepEndsInTheSteadyState() {
    Random random = new Random(6);
    double[] g = random.doubles(9 * 14, 1e-6, 1e-4).toArray();
    double[] volts = RandomCircuit.volts(random, 5 * 9);
    CrossbarWires wires = CrossbarWires.resistive(2, 3, 100, 50).withCapacitance(1e-15, 2e-15);
    double[][] steady = new double[5][];
    try (Crossbar array = array(wires, 9, 14, g);
        CrossbarBatch batch = array.batch(5, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(volts);
      array.solve(batch, SolveLimits.STANDARD);
      Arrays.setAll(steady, batch::columnCurrentA);
    }
    double largest = RandomCircuit.largest(steady[0]);
    double[] early = null;
    for (int threads : new int[] {1, 3}) {
      try (Workers workers = new Workers(threads);
          Crossbar array = new Crossbar(wires, 9, 14, KERNELS, workers);
          StepBatch batch = array.stepBatch(5, new double[] {1e-12, 1e-8})) {
        array.program(g);
        batch.driveRows(volts);
        array.step(batch, SolveLimits.STANDARD);
        assertArrayEquals(steady[0], batch.columnCurrentA(0, 1), 1e-6 * largest);
        assertTrue(Math.abs(batch.columnCurrentA(0, 0)[3] - steady[0][3]) > 0.1 * Math.abs(steady[0][3]));
        early = early == null ? batch.columnCurrentA(4, 0) : early;
        assertArrayEquals(early, batch.columnCurrentA(4, 0), 0);
      }
    }
  }

  @Test
  void badArgumentsAreNamed() {
    fault("rows = 0 is outside 1 … 4096", () -> array(CrossbarWires.ideal(), 0, 1, new double[0]));
    fault("columns = 4097 is outside 1 … 4096", () -> array(CrossbarWires.ideal(), 1, 4097, new double[4097]));
    fault("rowResistanceOhm = -1.0 Ω is outside 0 … 1.0E9 Ω", () -> CrossbarWires.resistive(-1, 0, 0, 0));
    fault("senseResistanceOhm = NaN Ω is outside 0 … 1.0E9 Ω", () -> CrossbarWires.resistive(0, 0, 0, Double.NaN));
    fault("tolerance = 0.5 is outside 1.0E-14 … 0.01", () -> new SolveLimits(0.5, 1));
    try (Crossbar array = array(CrossbarWires.ideal(), 2, 2, new double[4]);
        CrossbarBatch batch = array.batch(1, CrossbarBatch.Keep.CURRENTS)) {
      fault(
          "conductance of row 1, column 0 = -1.0E-6 S is not a finite number of at least 0 S",
          () -> array.program(new double[] {0, 0, -1e-6, 0}));
      fault("3 conductances, 2 rows of 2 are needed", () -> array.program(new double[3]));
      fault("voltage of vector 0, row 1 = NaN V is not finite", () -> batch.driveRows(new double[] {0, Double.NaN}));
      fault("3 column voltages, 1 vectors of 2 are needed", () -> batch.driveColumns(new double[3]));
      fault("the batch keeps no voltages to start from", () -> array.solveWarm(batch, SolveLimits.STANDARD));
      fault("vectors = 0 is below 1", () -> array.batch(0, CrossbarBatch.Keep.CURRENTS));
      fault("times = 0 is outside 1 … 65536", () -> array.stepBatch(1, new double[0]));
      fault("time -1.0 s is not a finite number of at least 0 s", () -> array.stepBatch(1, new double[] {1, -1}));
    }
  }

  private static void fault(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
