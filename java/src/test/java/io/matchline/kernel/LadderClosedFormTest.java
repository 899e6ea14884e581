package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ladders whose waveform can be written down.
class LadderClosedFormTest {
  private static final double[] TIMES = {1e-14, 1e-12, 1e-11, 5e-11, 2e-10, 1e-9, 1e-7};
  /// 1.2e-8 of the approximation and room for rounding.
  private static final double TOLERANCE = 1.3e-8;

  private static MatchLine line(SenseEnd sense, int cells, double wireOhm, double nearF, double farF) {
    return new MatchLine(cells, sense, wireOhm, 1e-15, nearF, farF, 0.8, 0);
  }

  private static double[] uniform(int cells, double conductanceS) {
    double[] g = new double[cells];
    Arrays.fill(g, conductanceS);
    return g;
  }

  /// Nodes that all have the same g/C fall together whatever the wire is; node 0 without capacitance follows node 1.
  @ParameterizedTest
  @EnumSource
  void uniformLineFallsAsOneNode(SenseEnd sense) {
    for (int cells : new int[] {1, 2, 17, 64, 300}) {
      for (double wireOhm : new double[] {0, 1e-3, 1, 100, 1e6}) {
        MatchLine line = line(sense, cells, wireOhm, 0, 0);
        double[] v = LineRun.voltages(LineModel.LADDER, line, uniform(cells, 2e-5), TIMES);
        for (int i = 0; i < TIMES.length; i++) {
          assertEquals(0.8 * StrictMath.exp(-TIMES[i] * 2e-5 / 1e-15), v[i], 0.8 * TOLERANCE, line.toString());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutWireResistanceTheLadderIsTheLumpedLine(SenseEnd sense) {
    double[] g = {1e-5, 0, 3e-5, 7e-7};
    MatchLine line = line(sense, 4, 0, 6e-15, 2e-15);
    double[] v = LineRun.voltages(LineModel.LADDER, line, g, TIMES);
    for (int i = 0; i < TIMES.length; i++) {
      assertEquals(0.8 * StrictMath.exp(-TIMES[i] * 4.07e-5 / 12e-15), v[i], 0.8 * TOLERANCE);
    }
  }

  /// One cell: V0' = −(V0 − V1)/(R C0), V1' = −(V1 − V0)/(R C1) − g V1/C1, solved by its two rates.
  @ParameterizedTest
  @EnumSource
  void oneCellHasTwoRates(SenseEnd sense) {
    double c0 = 3e-15;
    double c1 = 1e-15 + 0.5e-15;
    for (double wireOhm : new double[] {1, 1e3, 1e5}) {
      for (double g : new double[] {1e-6, 1e-4, 1e-2}) {
        double a = 1 / (wireOhm * c0);
        double b = 1 / (wireOhm * c1);
        double d = b + g / c1;
        double root = Math.sqrt((a - d) * (a - d) + 4 * a * b);
        double fast = (a + d + root) / 2;
        double slow = a * g / c1 / fast;
        double startSlope = sense == SenseEnd.NEAR ? 0 : -g / c1;
        double slowWeight = (fast + startSlope) / (fast - slow);
        double[] v = LineRun.voltages(LineModel.LADDER, line(sense, 1, wireOhm, c0, 0.5e-15), new double[] {g}, TIMES);
        for (int i = 0; i < TIMES.length; i++) {
          double exact =
              slowWeight * StrictMath.exp(-slow * TIMES[i]) + (1 - slowWeight) * StrictMath.exp(-fast * TIMES[i]);
          assertEquals(0.8 * exact, v[i], 0.8 * TOLERANCE, wireOhm + " ohm, " + g + " S, t = " + TIMES[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingConductsAndNothingFalls(LineModel model) {
    MatchLine line = line(SenseEnd.NEAR, 5, 10, 1e-15, 0);
    for (double v : LineRun.voltages(model, line, new double[5], 0, 1e-9, 1, 1e300)) {
      assertEquals(0.8, v, 0.8 * TOLERANCE);
    }
    assertEquals(Double.POSITIVE_INFINITY, LineRun.crossing(model, line, new double[5], 0.4));
  }

  @ParameterizedTest
  @EnumSource
  void startsAtThePrechargeVoltageAndCrossesItAtOnce(LineModel model) {
    MatchLine line = line(SenseEnd.FAR, 3, 10, 1e-15, 0);
    assertEquals(0.8, LineRun.voltage(model, line, uniform(3, 1e-4), 0));
    assertEquals(0.0, LineRun.crossing(model, line, uniform(3, 1e-4), 0.8));
  }

  /// A line so resistive that its far short circuit is not felt, and one so conductive that it is felt at once.
  @ParameterizedTest
  @EnumSource
  void extremeLinesStayRight(SenseEnd sense) {
    double[] g = uniform(40, 1e-6);
    g[sense == SenseEnd.NEAR ? 39 : 0] = 1e300;
    double v = LineRun.voltage(LineModel.LADDER, line(sense, 40, 1e9, 1e-15, 0), g, 1e-12);
    assertTrue(v > 0.799 && v < 0.8, "v = " + v);
    double[] shorted = uniform(40, 1e3);
    assertEquals(0, LineRun.voltage(LineModel.LADDER, line(sense, 40, 0.1, 1e-15, 0), shorted, 1e-9), TOLERANCE);
    assertEquals(0.8, LineRun.voltage(LineModel.LADDER, line(sense, 40, 1e9, 1e-15, 0), g, 1e-25), 0.8 * TOLERANCE);
  }

  /// After 32 cells the march towards the sense node stands between 2^1023 and 2^1024, where its scale is not a normal
  /// number. Node 2 is short-circuited: m0 = 2 R C0.
  @Test
  void momentSurvivesAMarchAtTheEndOfTheNumbers() {
    double[] g = new double[32];
    g[1] = 0x1p22;
    g[2] = 0x1p1000;
    MatchLine line = new MatchLine(32, SenseEnd.NEAR, 1, 0, 1e-15, 0, 0.8, 0);
    KernelVariants.forEach((name, kernels) -> assertEquals(2e-15 * StrictMath.log(2), half(kernels, line, g), 1e-21, name));
  }

  private static double half(Kernels kernels, MatchLine line, double[] conductanceS) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment g = arena.allocate(JAVA_DOUBLE, (long) line.cells() * AnalogCells.LANES);
      for (int j = 0; j < conductanceS.length; j++) {
        g.setAtIndex(JAVA_DOUBLE, (long) j * AnalogCells.LANES, conductanceS[j]);
      }
      MemorySegment level = arena.allocateFrom(JAVA_DOUBLE, line.prechargeV() / 2);
      Samples samples = new Samples(1, level, arena.allocate(JAVA_DOUBLE), 1);
      AnalogCells cells = AnalogCells.undriven(1, line.cells(), g);
      kernels.crossing(LineModel.ELMORE, line, cells, cells.all(), samples);
      return samples.value().get(JAVA_DOUBLE, 0);
    }
  }
}
