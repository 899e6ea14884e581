package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the mismatches sit decides how fast a line falls, which no lumped formula can say.
class LinePositionTest {
  private static final double ON_S = 1e-4;
  private static final double OFF_S = 1e-6;

  private static MatchLine line(int cells, double wireOhm) {
    return new MatchLine(cells, SenseEnd.NEAR, wireOhm, 0.2e-15, 1e-30, 0, 1, 0);
  }

  private static double[] mismatches(int cells, int count, double offS, IntUnaryOperator position) {
    double[] g = new double[cells];
    Arrays.fill(g, offS);
    for (int i = 0; i < count; i++) {
      g[position.applyAsInt(i)] = ON_S;
    }
    return g;
  }

  /// Half-time over that of the same line without wire resistance.
  private static double slowdown(MatchLine line, double[] g) {
    return LineRun.crossing(LineModel.LADDER, line, g, 0.5) / LineRun.crossing(LineModel.LUMPED, line, g, 0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "64, 1, 8, 0.992, 0.999, 1.024",
    "128, 2.5, 8, 0.947, 0.996, 1.123",
    "128, 2.5, 16, 0.896, 0.995, 1.236",
    "512, 2.5, 8, 0.665, 0.985, 1.380",
    "512, 5, 16, 0.256, 0.970, 2.347"
  })
  void nearMismatchesAreFastAndFarOnesSlow(
      int cells, double wireOhm, int count, double near, double uniform, double far) {
    MatchLine line = line(cells, wireOhm);
    double spacing = (cells - 1) / (count - 1.0);
    assertEquals(near, slowdown(line, mismatches(cells, count, OFF_S, i -> i)), 0.001);
    assertEquals(uniform, slowdown(line, mismatches(cells, count, OFF_S, i -> (int) Math.rint(i * spacing))), 0.002);
    assertEquals(far, slowdown(line, mismatches(cells, count, OFF_S, i -> cells - 1 - i)), 0.001);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.984, 1.014, 1.057", "1, 0.742, 1.140, 1.567", "3, 0.29, 1.42, 2.68"})
  void oneMismatchNearMidFar(double strength, double near, double mid, double far) {
    int cells = 128;
    MatchLine line = line(cells, strength / (cells * ON_S));
    assertEquals(near, slowdown(line, mismatches(cells, 1, 0, i -> 0)), 0.015 * near);
    assertEquals(mid, slowdown(line, mismatches(cells, 1, 0, i -> cells / 2)), 0.015 * mid);
    assertEquals(far, slowdown(line, mismatches(cells, 1, 0, i -> cells - 1)), 0.015 * far);
  }

  @Test
  void senseEndAndPositionMirrorEachOther() {
    double[] nearMismatch = {ON_S, OFF_S, OFF_S, OFF_S};
    double[] farMismatch = {OFF_S, OFF_S, OFF_S, ON_S};
    MatchLine near = new MatchLine(4, SenseEnd.NEAR, 500, 1e-15, 1e-30, 0, 1, 0);
    MatchLine far = new MatchLine(4, SenseEnd.FAR, 500, 1e-15, 1e-30, 0, 1, 0);
    assertTrue(LineRun.voltage(LineModel.LADDER, near, nearMismatch, 1e-12)
        < LineRun.voltage(LineModel.LADDER, near, farMismatch, 1e-12));
    assertTrue(LineRun.voltage(LineModel.LADDER, far, nearMismatch, 1e-12)
        > LineRun.voltage(LineModel.LADDER, far, farMismatch, 1e-12));
  }

  /// Elmore's half-time is within 0.7 % while R_w · M · ΣG stays below 0.03.
  @Test
  void elmoreHoldsOnWeakWires() {
    Random random = new Random(3);
    double worst = 0;
    for (int round = 0; round < 300; round++) {
      int cells = 8 + random.nextInt(250);
      int count = 1 + random.nextInt(cells / 4);
      int first = random.nextInt(cells - count + 1);
      double[] g = mismatches(cells, count, OFF_S * random.nextDouble(), i -> first + i);
      double total = Arrays.stream(g).sum();
      MatchLine line = line(cells, 0.03 * random.nextDouble() / (cells * total));
      double exact = LineRun.crossing(LineModel.LADDER, line, g, 0.5);
      worst = Math.max(worst, Math.abs(LineRun.crossing(LineModel.ELMORE, line, g, 0.5) / exact - 1));
    }
    assertTrue(worst <= 0.007, "Elmore's half-time is off by " + worst);
  }
}
