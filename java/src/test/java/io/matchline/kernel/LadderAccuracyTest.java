package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ladder kernels against the eigen-decomposition of the same ladder, over the range of lines that are built.
class LadderAccuracyTest {
  private static final double VOLTAGE_TOLERANCE = 5e-8;
  private static final double QUICK_TOLERANCE = 3e-7;
  private static final double[] WIRE_OHM = {0.2, 5, 100};
  private static final double[] ON_S = {1e-5, 1e-4, 5e-4};
  private static final double[] ON_OFF = {10, 1e3, 1e6};
  private static final double[] HALF_LIVES = {1e-4, 1e-2, 0.1, 0.5, 1, 3, 10, 30};
  private static final double CROSSING_TOLERANCE = 1e-5;
  private static final int LINES = Integer.getInteger("matchline.ladder.lines", 120);
  private static final int LEVELS = 30;

  private final Random random = new Random(7);
  private double worstVoltage;
  private double worstQuick;

  @ParameterizedTest
  @ValueSource(ints = {8, 31, 64, 128, 256})
  void voltagesFollowTheEigenvalues(int cells) {
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
    assertTrue(worstQuick <= QUICK_TOLERANCE, "quick: off by " + worstQuick + " of the precharge voltage");
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
    double[] quick = LineRun.quickVoltages(line, g, times);
    for (int i = 0; i < times.length; i++) {
      double exact = oracle.voltage(times[i]);
      worstVoltage = Math.max(worstVoltage, Math.abs(voltages[i] - exact) / line.prechargeV());
      worstQuick = Math.max(worstQuick, Math.abs(quick[i] - exact) / line.prechargeV());
    }
  }

  /// Random lines, and levels whose distance from 0 or from the precharge voltage is spread evenly in its logarithm
  /// over all that is accepted. `-Dmatchline.ladder.lines=5000` tries more of them.
  @Test
  void crossingsFollowTheEigenvaluesUpToTheEndsOfTheLevels() {
    double[] bands = {1e-3, 1e-2, 0.1, 0.9, 0.99, 0.999, 0.9999, 0.99999, 1};
    double[] worst = new double[bands.length];
    for (int n = 0; n < LINES; n++) {
      MatchLine line = line(n % 2 == 0 ? SenseEnd.NEAR : SenseEnd.FAR);
      double[] g = row(line.cells(), logUniform(1e-5, 5e-4), logUniform(10, 1e6));
      double[] levels = levels(line);
      double[] crossings = LineRun.crossings(LineModel.LADDER, line, g, levels);
      LadderOracle oracle = new LadderOracle(line, g);
      for (int i = 0; i < levels.length; i++) {
        double exact = oracle.crossing(levels[i]);
        double error = Math.abs(crossings[i] - exact) / exact;
        int band = Arrays.binarySearch(bands, levels[i] / line.prechargeV());
        worst[band < 0 ? -1 - band : band] = Math.max(worst[band < 0 ? -1 - band : band], error);
        assertTrue(
            error <= CROSSING_TOLERANCE, "crossing of " + levels[i] + " V is off by " + error + " on " + line);
      }
    }
    System.out.println("worst error of crossing times below " + Arrays.toString(bands) + ": " + Arrays.toString(worst));
  }

  private MatchLine line(SenseEnd sense) {
    int cells = (int) logUniform(8, 257);
    return new MatchLine(
        cells,
        sense,
        logUniform(0.2, 100),
        logUniform(3e-16, 3e-15),
        logUniform(3e-16, 2e-14),
        logUniform(3e-16, 2e-14),
        0.9,
        0);
  }

  private double[] levels(MatchLine line) {
    double[] levels = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      double distance = logUniform(i % 2 == 0 ? MatchLine.MIN_LEVEL_RATIO : 1 - MatchLine.MAX_LEVEL_RATIO, 0.5);
      levels[i] = line.prechargeV() * (i % 2 == 0 ? distance : 1 - distance);
    }
    levels[0] = line.lowestLevelV();
    levels[1] = line.highestLevelV();
    return levels;
  }

  private double logUniform(double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }
}
