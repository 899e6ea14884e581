package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ladder kernels against the eigen-decomposition of the same ladder, over the range of lines that are built.
class LadderAccuracyTest {
  private static final double VOLTAGE_TOLERANCE = 5e-8;
  private static final double[] WIRE_OHM = {0.2, 5, 100};
  private static final double[] ON_S = {1e-5, 1e-4, 5e-4};
  private static final double[] ON_OFF = {10, 1e3, 1e6};
  private static final double[] HALF_LIVES = {1e-4, 1e-2, 0.1, 0.5, 1, 3, 10, 30};
  private static final double[] LEVELS = {0.99, 0.9, 0.5, 0.1, 1e-2, 1e-3, 2.5e-4, 2.0001e-4};
  /// What 1.2e-8 of the precharge voltage, up to doubled by the modes of the line, is worth in time at each level.
  private static final double[] CROSSING_TOLERANCE = {2e-6, 3e-7, 1e-7, 2e-7, 6e-7, 5e-6, 1e-5, 1.05e-5};
  /// How near a crossing is to where the computed waveform itself falls to the level.
  private static final double NEWTON_TOLERANCE = 1e-9;

  private final Random random = new Random(7);
  private double worstVoltage;

  @ParameterizedTest
  @ValueSource(ints = {8, 31, 64, 128, 256})
  void voltagesAndCrossingsFollowTheEigenvalues(int cells) {
    for (double wireOhm : WIRE_OHM) {
      for (double onS : ON_S) {
        for (double onOff : ON_OFF) {
          double[] g = row(cells, onS, onOff);
          for (SenseEnd sense : SenseEnd.values()) {
            compare(new MatchLine(cells, sense, wireOhm, 1.2e-15, 5e-15, 0.7e-15, 0.9, 0), g);
          }
        }
      }
    }
    assertTrue(worstVoltage <= VOLTAGE_TOLERANCE, "voltage is off by " + worstVoltage + " of the precharge voltage");
  }

  /// A fifth of the cells conducts, at least one; each with its own spread.
  private double[] row(int cells, double onS, double onOff) {
    int sure = random.nextInt(cells);
    return IntStream.range(0, cells)
        .mapToDouble(j -> (j == sure || random.nextInt(5) == 0 ? onS : onS / onOff) * (0.8 + 0.4 * random.nextDouble()))
        .toArray();
  }

  private void compare(MatchLine line, double[] g) {
    LadderOracle oracle = new LadderOracle(line, g);
    double half = LineRun.crossing(LineModel.LUMPED, line, g, line.prechargeV() / 2);
    double[] times = scaled(HALF_LIVES, half);
    double[] voltages = LineRun.voltages(LineModel.LADDER, line, g, times);
    for (int i = 0; i < times.length; i++) {
      worstVoltage = Math.max(worstVoltage, Math.abs(voltages[i] - oracle.voltage(times[i])) / line.prechargeV());
    }
    double[] levels = scaled(LEVELS, line.prechargeV());
    double[] crossings = LineRun.crossings(LineModel.LADDER, line, g, levels);
    for (int i = 0; i < levels.length; i++) {
      double exact = oracle.crossing(levels[i]);
      double error = Math.abs(crossings[i] - exact) / exact;
      assertTrue(error <= CROSSING_TOLERANCE[i], "crossing of " + levels[i] + " V is off by " + error + " on " + line);
    }
    assertSolved(line, g, levels, crossings);
  }

  private static void assertSolved(MatchLine line, double[] g, double[] levels, double[] crossings) {
    double[] before = LineRun.voltages(LineModel.LADDER, line, g, scaled(crossings, 1 - NEWTON_TOLERANCE));
    double[] after = LineRun.voltages(LineModel.LADDER, line, g, scaled(crossings, 1 + NEWTON_TOLERANCE));
    for (int i = 0; i < levels.length; i++) {
      assertTrue(before[i] >= levels[i] && levels[i] >= after[i], "level " + levels[i] + " V on " + line);
    }
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }
}
