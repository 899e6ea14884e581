package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The nodal analysis against closed forms and against Gaussian elimination of a matrix written down by hand.
class NodalSolveTest {
  @Test
  void aSingleCellIsASeriesCircuit() {
    CrossbarCircuit circuit = new CrossbarCircuit(
        1, 1, CrossbarEnd.FIRST, CrossbarEnd.LAST, 20, 50, 3, 7, Arena.ofAuto().allocateFrom(JAVA_DOUBLE, 1e-3));
    NodalDrive drive = new NodalDrive(new double[] {2}, new double[] {0.5}, new double[1]);
    NodalSolution solution = new NodalSolve(circuit).solve(drive);
    double current = 1.5 / (3 + 20 + 1000 + 50 + 7);
    assertEquals(current, solution.columnCurrent()[0], 1e-15);
    assertEquals(current, solution.rowCurrent()[0], 1e-15);
    assertEquals(2 - 23 * current, solution.rowVoltage()[0], 1e-14);
    assertEquals(0.5 + 57 * current, solution.columnVoltage()[0], 1e-14);
  }

  @Test
  void idealWiresMultiplyByTheConductances() {
    double[] g = {1e-6, 2e-5, 3e-4, 4e-6, 0, 6e-5};
    CrossbarCircuit circuit = new CrossbarCircuit(
        2, 3, CrossbarEnd.LAST, CrossbarEnd.LAST, 0, 0, 0, 0, Arena.ofAuto().allocateFrom(JAVA_DOUBLE, g));
    double[] a = {0, 1e-6, 0, 0, -2e-6, 0};
    NodalDrive drive = new NodalDrive(new double[] {1, -2}, new double[] {0.5, 0, 0}, a);
    NodalSolution solution = new NodalSolve(circuit).solve(drive);
    double[] wanted = {g[0] * 0.5 - 2.5 * g[3], g[1] - 2 * g[4] + a[1] + a[4], g[2] - 2 * g[5]};
    assertArrayEquals(wanted, solution.columnCurrent(), 1e-18);
  }

  @Test
  void aRowOfEqualCellsIsATransmissionLine() {
    int columns = 300;
    double rowOhm = 20;
    double siemens = 1e-4;
    double[] g = new double[columns];
    Arrays.fill(g, siemens);
    CrossbarCircuit circuit = new CrossbarCircuit(
        1, columns, CrossbarEnd.FIRST, CrossbarEnd.FIRST, rowOhm, 0, 0, 0, Arena.ofAuto().allocateFrom(JAVA_DOUBLE, g));
    double[] voltage = new NodalSolve(circuit).solve(NodalDrive.rows(circuit, new double[] {1})).rowVoltage();
    double theta = 2 * Math.log(Math.sqrt(rowOhm * siemens) / 2 + Math.sqrt(1 + rowOhm * siemens / 4));
    for (int j = 0; j < columns; j++) {
      double wanted = Math.cosh((columns - j - 0.5) * theta) / Math.cosh((columns + 0.5) * theta);
      assertEquals(wanted, voltage[j], 1e-12 * wanted, "column " + j);
    }
  }

  @Test
  void everyPlacementAndResistanceAgreesWithDenseElimination() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      CrossbarCircuit circuit = random(random);
      NodalDrive drive = new NodalDrive(
          normal(random, circuit.rows(), 1),
          normal(random, circuit.columns(), trial % 2),
          normal(random, circuit.rows() * circuit.columns(), 1e-5 * (trial % 3)));
      NodalSolution wanted = DenseNodes.solve(circuit, drive);
      NodalSolution plain = new NodalSolve(circuit).solve(drive);
      NodalSolution refined = new NodalSolve(circuit).solve(drive, 1);
      double volts = largest(wanted.rowVoltage());
      assertArrayEquals(wanted.rowVoltage(), plain.rowVoltage(), 1e-11 * volts, circuit.toString());
      assertArrayEquals(wanted.rowVoltage(), refined.rowVoltage(), 1e-11 * volts, circuit.toString());
      assertArrayEquals(wanted.columnVoltage(), refined.columnVoltage(), 1e-11 * volts, circuit.toString());
      double amperes = Math.max(largest(wanted.columnCurrent()), largest(wanted.rowCurrent()));
      assertArrayEquals(wanted.columnCurrent(), refined.columnCurrent(), 1e-9 * amperes, circuit.toString());
      assertArrayEquals(wanted.rowCurrent(), refined.rowCurrent(), 1e-9 * amperes, circuit.toString());
    }
  }

  @Test
  void eliminationOrderHoldsEveryNodeOnce() {
    for (int rows : new int[] {1, 2, 7, 16}) {
      for (int columns : new int[] {1, 3, 8, 21}) {
        int[] sorted = IntStream.of(Dissection.order(rows, columns)).sorted().toArray();
        assertArrayEquals(IntStream.range(0, 2 * rows * columns).toArray(), sorted);
      }
    }
  }

  private static CrossbarCircuit random(Random random) {
    int rows = 1 + random.nextInt(6);
    int columns = 1 + random.nextInt(6);
    double[] g = new double[rows * columns];
    Arrays.setAll(g, k -> random.nextInt(5) == 0 ? 0 : Math.pow(10, -2 - 6 * random.nextDouble()));
    return new CrossbarCircuit(
        rows,
        columns,
        CrossbarEnd.values()[random.nextInt(2)],
        CrossbarEnd.values()[random.nextInt(2)],
        ohms(random),
        ohms(random),
        ohms(random),
        ohms(random),
        Arena.ofAuto().allocateFrom(JAVA_DOUBLE, g));
  }

  private static double ohms(Random random) {
    return random.nextInt(3) == 0 ? 0 : Math.pow(10, -1 + 3 * random.nextDouble());
  }

  private static double[] normal(Random random, int count, double scale) {
    return random.doubles(count).map(x -> scale * (2 * x - 1)).toArray();
  }

  private static double largest(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    assertTrue(largest > 0);
    return largest;
  }
}
