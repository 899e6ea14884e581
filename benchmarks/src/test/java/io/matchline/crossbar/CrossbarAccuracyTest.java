package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels against the nodal analysis. Every circuit is driven at its rows, at its columns and by currents in its
/// cells. Errors are counted over the largest current of a terminal, as tolerances are; with voltages of one sign at
/// the rows alone, the ordinary use, over the largest column current.
class CrossbarAccuracyTest {
  private static final double TOLERANCE = 1e-9;
  private static final double[] WIRE_OHM = {0.1, 1, 5, 50};

  /// What the nodal analysis itself and the sums of currents leave.
  private static final double ROUNDING = 1e-13;

  @ParameterizedTest
  @EnumSource(CellPattern.class)
  void squareArraysAtEveryWireResistance(CellPattern pattern) {
    for (int size : new int[] {1, 24, 128}) {
      for (double ohm : WIRE_OHM) {
        check(new Wires(ohm, ohm, 0, 0), CrossbarEnd.FIRST, CrossbarEnd.LAST, size, size, pattern, TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 128", "128, 1", "3, 57", "61, 5", "100, 33", "17, 128", "1, 4096", "4096, 1", "2000, 3"})
  void rectanglesInEveryPlacement(int rows, int columns) {
    for (CrossbarEnd driver : CrossbarEnd.values()) {
      for (CrossbarEnd sense : CrossbarEnd.values()) {
        for (CellPattern pattern : CellPattern.values()) {
          check(new Wires(0.5, 8, 100, 20), driver, sense, rows, columns, pattern, TOLERANCE);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellPattern.class)
  void idealWiresOnEitherSide(CellPattern pattern) {
    for (int bits = 0; bits < 16; bits++) {
      Wires wires = new Wires((bits & 1) * 5, (bits & 2) * 1.5, (bits & 4) * 20, (bits & 8) * 4);
      check(wires, CrossbarEnd.FIRST, CrossbarEnd.FIRST, 20, 31, pattern, TOLERANCE);
      check(wires, CrossbarEnd.LAST, CrossbarEnd.LAST, 31, 20, pattern, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-6, 1e-12, 1e-13})
  void everyToleranceIsKept(double tolerance) {
    for (CellPattern pattern : CellPattern.values()) {
      for (double ohm : WIRE_OHM) {
        check(new Wires(ohm, ohm, 0, 0), CrossbarEnd.FIRST, CrossbarEnd.LAST, 48, 48, pattern, tolerance);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellPattern.class)
  @EnabledIfSystemProperty(named = "matchline.large", matches = "true", disabledReason = "takes minutes")
  void largeArraysAtEveryWireResistance(CellPattern pattern) {
    for (double ohm : WIRE_OHM) {
      check(new Wires(ohm, ohm, 0, 0), CrossbarEnd.FIRST, CrossbarEnd.LAST, 256, 256, pattern, TOLERANCE);
      check(new Wires(ohm, ohm, 0, 0), CrossbarEnd.FIRST, CrossbarEnd.LAST, 512, 512, pattern, TOLERANCE);
    }
    check(new Wires(2, 0.3, 50, 50), CrossbarEnd.LAST, CrossbarEnd.FIRST, 512, 200, pattern, TOLERANCE);
  }

  /// Resistances of a circuit in the order of {@link CrossbarCircuit}.
  private record Wires(double rowOhm, double columnOhm, double driverOhm, double senseOhm) {}

  private static void check(
      Wires wires,
      CrossbarEnd driver,
      CrossbarEnd sense,
      int rows,
      int columns,
      CellPattern pattern,
      double tolerance) {
    Random random = new Random(rows * 4099L + columns);
    try (Arena arena = Arena.ofConfined()) {
      CrossbarCircuit circuit = new CrossbarCircuit(
          rows,
          columns,
          driver,
          sense,
          wires.rowOhm,
          wires.columnOhm,
          wires.driverOhm,
          wires.senseOhm,
          arena.allocateFrom(JAVA_DOUBLE, pattern.conductanceS(random, rows, columns)));
      NodalDrive[] drives = {
        NodalDrive.rows(circuit, random.doubles(rows).toArray()),
        NodalDrive.columns(circuit, random.doubles(columns, -1, 1).toArray()),
        new NodalDrive(
            random.doubles(rows, -0.2, 0.2).toArray(),
            new double[columns],
            random.doubles(circuit.cells(), -1e-6, 1e-6).toArray())
      };
      CrossbarJob job = CrossbarJob.of(arena, Backends.open(Backend.FFM), circuit, tolerance, 1, true, drives);
      job.prepare();
      job.solve();
      NodalSolve nodes = new NodalSolve(circuit);
      for (int v = 0; v < drives.length; v++) {
        String where = "%d × %d %s, %s, %s %s, drive %d".formatted(rows, columns, pattern, wires, driver, sense, v);
        compare(nodes.solve(drives[v], 1), job, v, tolerance, where);
      }
    }
  }

  private static void compare(NodalSolution wanted, CrossbarJob job, int vector, double tolerance, String where) {
    double error = distance(wanted.columnCurrent(), job.columnCurrent(vector));
    double columns = largest(wanted.columnCurrent());
    double terminals = Math.max(columns, largest(wanted.rowCurrent()));
    String found = "%s: error %.3g A, largest current %.3g A, of a column %.3g A, residual %.3g in %d iterations"
        .formatted(where, error, terminals, columns, job.residual(vector), job.iterations(vector));
    assertTrue(error <= (tolerance + ROUNDING) * (vector == 0 ? columns : terminals), found);
    assertTrue(job.residual(vector) <= tolerance, found);
    assertTrue(error <= (job.residual(vector) + ROUNDING) * terminals, found);
    double rowError = distance(wanted.rowCurrent(), job.rowCurrent(vector));
    assertTrue(rowError <= (tolerance + ROUNDING) * terminals, found + ", error of the row currents " + rowError);
  }

  private static double distance(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
