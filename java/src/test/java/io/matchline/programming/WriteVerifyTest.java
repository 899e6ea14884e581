package io.matchline.programming;

import static io.matchline.programming.CellBench.CELLS;
import static io.matchline.programming.CellBench.PATCH;
import static io.matchline.programming.CellBench.Z_LIMIT;
import static io.matchline.programming.CellBench.all;
import static io.matchline.programming.CellBench.assertMean;
import static io.matchline.programming.CellBench.device;
import static io.matchline.programming.CellBench.deviation;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.device.AnalogStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.Variation;
import io.matchline.noise.CellNoise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WriteVerifyTest {
  private static final double TARGET_S = 1e-4;
  private static final double SIGMA_S = 5e-6;

  private static ProgrammedCells write(AnalogStates device, WriteVerify method) {
    return new CellProgrammer(device, method, sources(CellNoise.ALL)).program(PATCH, all(TARGET_S), 0);
  }

  /// Fresh draws until |z| ≤ 1: p = 0.6826894921, pulses are geometric, the rest of the error is a normal number cut off
  /// at one σ, whose variance is 1 − 2φ(1)/p = 0.2911250.
  @Test
  void freshDrawsTakeGeometricallyManyPulses() {
    ProgrammedCells cells = write(device(t -> SIGMA_S, Variation.NONE), new WriteVerify(SIGMA_S, 1000, 0));
    double p = 0.6826894921370859;
    double[] pulses = Arrays.stream(cells.pulses()).asDoubleStream().toArray();
    assertMean(1 / p, Math.sqrt(1 - p) / p, pulses);
    assertEquals(p * CELLS, Arrays.stream(pulses).filter(n -> n == 1).count(), Z_LIMIT * Math.sqrt(p * (1 - p) * CELLS));
    double sigmaS = SIGMA_S * Math.sqrt(0.291125);
    assertMean(TARGET_S, sigmaS, cells.conductanceS());
    assertEquals(sigmaS, deviation(cells.conductanceS()), Z_LIMIT * sigmaS / Math.sqrt(2.0 * CELLS));
    assertTrue(Arrays.stream(cells.conductanceS()).allMatch(g -> Math.abs(g - TARGET_S) <= SIGMA_S));
    assertTrue(cells.missed().isEmpty());
  }

  /// (1 − p)³ of the cells are still off after three pulses.
  @Test
  void cellsThatNeverComeCloseAreNamed() {
    ProgrammedCells cells = write(device(t -> SIGMA_S, Variation.NONE), new WriteVerify(SIGMA_S, 3, 0));
    double q = Math.pow(1 - 0.6826894921370859, 3);
    assertEquals(q * CELLS, cells.missed().cardinality(), Z_LIMIT * Math.sqrt(q * (1 - q) * CELLS));
    cells.missed().stream().forEach(i -> {
      assertEquals(3, cells.pulses()[i]);
      assertTrue(Math.abs(cells.conductanceS()[i] - TARGET_S) > SIGMA_S);
    });
  }

  /// A device that conducts f times what it is told: the error after n pulses is T (f − 1)(1 − c f)ⁿ⁻¹.
  @Test
  void correctionTakesOutTheDevice() {
    AnalogStates device = device(ProgrammingLaw.NONE, new Variation(0.2, 0, 0, 0));
    double correction = 0.5;
    double toleranceS = 1e-6;
    double[] factor = Arrays.stream(write(device, WriteVerify.ONCE).conductanceS()).map(g -> g / TARGET_S).toArray();
    ProgrammedCells cells = write(device, new WriteVerify(toleranceS, 100, correction));
    for (int i = 0; i < CELLS; i++) {
      double errorS = TARGET_S * (factor[i] - 1);
      int pulses = 1;
      while (Math.abs(errorS) > toleranceS) {
        errorS *= 1 - correction * factor[i];
        pulses++;
      }
      assertEquals(pulses, cells.pulses()[i], "cell " + i);
      assertEquals(TARGET_S + errorS, cells.conductanceS()[i], 1e-15, "cell " + i);
    }
  }

  @Test
  void stuckCellsGetEveryPulseAndMiss() {
    AnalogStates device = device(ProgrammingLaw.NONE, new Variation(0, 0, 0.1, 0));
    ProgrammedCells cells = write(device, new WriteVerify(1e-6, 7, 0.2));
    assertEquals(cells.stuck(), cells.missed());
    assertTrue(cells.stuck().cardinality() > 0.09 * CELLS);
    assertEquals(CELLS + 6L * cells.stuck().cardinality(), cells.totalPulses());
  }

  @Test
  void valuesOutOfRangeAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new WriteVerify(-1e-6, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new WriteVerify(Double.NaN, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new WriteVerify(1e-6, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new WriteVerify(1e-6, 1, 1.5));
    WriteVerify method = new WriteVerify(1e-6, 1000, 0);
    assertEquals(2_000_005, method.event(2000, 5));
    var e = assertThrows(IllegalArgumentException.class, () -> method.event(3_000_000, 0));
    assertEquals("write = 3000000 with up to 1000 pulses is outside 0 … 2^31-1 pulses", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> method.event(-1, 0));
  }
}
