package io.matchline.crossbar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveMatrixTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);

  /// Rows are driven in wide arrays, columns in tall ones, in more than one chunk in the last two.
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 9", "9, 3", "12, 12", "70, 75", "75, 66"})
  void aProductIsTheSolution(int rows, int columns) {
    Random random = new Random(rows);
    RandomCircuit drawn = RandomCircuit.draw(random, 4);
    double[] g = random.doubles(rows * columns, 1e-8, 1e-4).toArray();
    double[] volts = RandomCircuit.volts(random, 5 * rows);
    try (Workers workers = new Workers(2);
        Crossbar array = new Crossbar(drawn.wires(), rows, columns, KERNELS, workers);
        CrossbarBatch batch = array.batch(5, CrossbarBatch.Keep.CURRENTS)) {
      array.program(g);
      batch.driveRows(volts);
      array.solve(batch, SolveLimits.STANDARD.within(1e-11));
      double[] product = EffectiveMatrix.of(array, SolveLimits.STANDARD).times(volts, 5);
      double largest = RandomCircuit.largest(batch.columnCurrentA());
      assertArrayEquals(batch.columnCurrentA(), product, 1e-9 * largest);
    }
  }

  @Test
  void itsEntriesAreTransferConductances() {
    RandomCircuit c = RandomCircuit.draw(new Random(7), 9);
    NodalOracle oracle = new NodalOracle(c.wires(), c.rows(), c.columns());
    try (Workers workers = new Workers(1);
        Crossbar array = new Crossbar(c.wires(), c.rows(), c.columns(), KERNELS, workers)) {
      array.program(c.conductanceS());
      EffectiveMatrix matrix = EffectiveMatrix.of(array, SolveLimits.STANDARD);
      for (int i = 0; i < c.rows(); i++) {
        double[] unit = new double[c.rows()];
        unit[i] = 1;
        NodalOracle.Solution expected = oracle.solve(unit, new double[c.columns()], c.conductanceS());
        double[] row =
            Arrays.copyOfRange(matrix.conductanceS(), i * c.columns(), (i + 1) * c.columns());
        assertEquals(0, RandomCircuit.error(expected.columnA(), row, expected), 1e-9);
      }
    }
  }
}
