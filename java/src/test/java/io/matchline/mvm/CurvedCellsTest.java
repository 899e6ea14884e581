package io.matchline.mvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.Document;
import io.matchline.crossbar.NodalOracle;
import io.matchline.device.CellStates;
import io.matchline.kernel.Backend;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products of cells that follow a current–voltage law.
class CurvedCellsTest {
  private static final double RANGE_V = 0.2;
  private static final double LOWEST_S = 1e-6;
  private static final double HIGHEST_S = 80e-6;
  private static final Document BASE =
      MvmCase.IDEAL.set("device={model: ohmic, lowest: 1 µS, highest: 80 µS}").set("tile={rows: 8, columns: 8}");
  private static final String WIRES =
      "wires={row-resistance: 50 Ω, column-resistance: 30 Ω, driver-resistance: 400 Ω, sense-resistance: 200 Ω}";
  private static final MvmCase TASK = MvmCase.random(5, 3, 4, 7);

  /// I = G V₀ sinh(V/V₀) in every cell of ideal wires.
  @Test
  void withoutWiresTheCurrentsAreSumsOfTheLaw() {
    double[] product = TASK.multiply(MvmCase.settings(BASE, "current={law: sinh, voltage: 430 mV}"), 1);
    double inputScale = largest(TASK.batch());
    double[] expected = new double[product.length];
    for (int v = 0; v < TASK.vectors(); v++) {
      for (int i = 0; i < TASK.inputs(); i++) {
        double inputV = RANGE_V * TASK.batch()[v * TASK.inputs() + i] / inputScale;
        double bentV = 0.43 * Math.sinh(inputV / 0.43);
        for (int j = 0; j < TASK.outputs(); j++) {
          expected[v * TASK.outputs() + j] += bentV * TASK.weights()[i * TASK.outputs() + j] * inputScale / RANGE_V;
        }
      }
    }
    assertArrayEquals(expected, product, 1e-9 * TASK.largest());
    assertTrue(distance(TASK.exact(), product) > 1e-3 * TASK.largest(), "the law is not seen");
  }

  /// The currents of a dense nodal analysis with Newton steps, subtracted and scaled by hand.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "law: sinh",
      "law: stanford, widest: 3 nm",
      "law: yakopcic, positive-scale: 2 mA, negative-scale: 1 mA, positive-threshold: 1 V, negative-threshold: 1 V",
      "law: vteam, on: 10 kΩ, off: 2 MΩ, on-threshold: -1 V, off-threshold: 1 V, relation: exponential"})
  void withWiresTheCurrentsAreThoseOfADenseNewton(String law) {
    MvmSettings settings = MvmCase.settings(BASE, "current={" + law + "}", WIRES);
    double[] product = TASK.multiply(settings, 1);
    double[] expected = oracle(settings);
    assertEquals(0, distance(expected, product), 1e-7 * TASK.largest());
    String linear = law.startsWith("law: vteam") ? "the law is linear" : "";
    double bend = distance(TASK.multiply(MvmCase.settings(BASE, WIRES), 1), product);
    assertEquals(linear.isEmpty(), bend > 1e-5 * TASK.largest(), linear + bend);
  }

  private static double[] oracle(MvmSettings settings) {
    int columns = settings.weights().columns(TASK.outputs());
    double weightScale = largest(TASK.weights());
    double inputScale = largest(TASK.batch());
    double[] conductanceS = new double[TASK.inputs() * columns];
    for (int i = 0; i < TASK.inputs(); i++) {
      for (int j = 0; j < TASK.outputs(); j++) {
        double weight = TASK.weights()[i * TASK.outputs() + j] / weightScale;
        int plus = i * columns + settings.weights().plusColumn(j, 0);
        int minus = i * columns + settings.weights().minusColumn(j, 0);
        conductanceS[plus] = LOWEST_S + Math.max(0, weight) * (HIGHEST_S - LOWEST_S);
        conductanceS[minus] = LOWEST_S + Math.max(0, -weight) * (HIGHEST_S - LOWEST_S);
      }
    }
    CellStates cells = CellStates.of(settings.current().law(), TASK.inputs(), columns, conductanceS);
    NodalOracle circuit = new NodalOracle(settings.wires(), TASK.inputs(), columns);
    double[] product = new double[TASK.vectors() * TASK.outputs()];
    for (int v = 0; v < TASK.vectors(); v++) {
      double[] rowV =
          Arrays.stream(TASK.batch(), v * TASK.inputs(), (v + 1) * TASK.inputs())
              .map(x -> RANGE_V * x / inputScale)
              .toArray();
      double[] columnA = circuit.solve(rowV, cells, 30).columnA();
      for (int j = 0; j < TASK.outputs(); j++) {
        double currentA =
            columnA[settings.weights().plusColumn(j, 0)] - columnA[settings.weights().minusColumn(j, 0)];
        product[v * TASK.outputs() + j] =
            currentA * weightScale * inputScale / ((HIGHEST_S - LOWEST_S) * RANGE_V);
      }
    }
    return product;
  }

  /// Power at the row terminals of ideal wires: Σ V I(V).
  @Test
  void thePowerIsThatOfTheLaw() {
    MvmCase one = new MvmCase(1, 1, 1, new double[] {1}, new double[] {1});
    MvmSettings settings = MvmCase.settings(BASE, "current={law: sinh}");
    double powerW = RANGE_V * 0.43 * Math.sinh(RANGE_V / 0.43) * (HIGHEST_S + LOWEST_S);
    double energyJ = one.with(settings, 1, 0, Backend.FFM, 1, mvm -> mvm.cost(one.batch(), 1).arrayEnergyJ());
    assertEquals(powerW * 100e-9, energyJ, 1e-8 * powerW * 100e-9);
  }

  /// Noisy reads change from vector to vector; threads and backend do not change a bit, and holding changes nothing.
  @Test
  void noisyReadsDoNotDependOnThreadsOrBackend() {
    MvmSettings settings =
        MvmCase.settings(
            BASE, "device.read-noise={relative: 20 %}", "device.variation={spread: 50 %}", "current={law: sinh}", WIRES);
    double[] one = TASK.multiply(settings, 5);
    double[] other =
        TASK.with(settings, 5, 0, Backend.JAVA, 3, mvm -> {
          mvm.hold();
          return mvm.multiply(TASK.batch(), TASK.vectors(), 0);
        });
    assertArrayEquals(one, other);
    double[] later = TASK.with(settings, 5, 0, Backend.FFM, 1, mvm -> mvm.multiply(TASK.batch(), TASK.vectors(), 9));
    assertTrue(distance(one, later) > 1e-3 * TASK.largest());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "current={law: sinh} | device.highest=200 µS | the device's window of 1 µS … 200 µS is outside",
      "current={law: yakopcic} | inputs.range=0.2 V | inputs.range = 200 mV may put 200 mV across a cell, outside -150 mV … 160 mV",
      "current={law: sinh} | read-noise=output | read-noise = output adds noise to linear products; the law sinh"})
  void whatTheLawCannotDoIsRefused(String law, String other, String message) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> MvmCase.settings(BASE, law, other));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
