package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Match lines whose cells have a node inside: against the conservation of charge, against a Runge-Kutta integration of
/// two stacked transistors, and every variant against the others' bits.
class StackedLineTest {
  private static final int POINTS = 257;
  private static final double LOW_V = -0.1;
  private static final double STEP_V = 1.3 / (POINTS - 1);
  private static final int LINE_POINTS = 65;
  private static final int NODE_POINTS = 129;
  private static final double LINE_F = 0.15e-15;
  private static final double NODE_F = 0.2e-15;
  private static final double GATE_V = 1;
  private static final double THRESHOLD_V = 0.4;

  @FunctionalInterface
  private interface Upper {
    double ampere(double lineV, double nodeV);
  }

  /// State 0 is a matching cell, whose lower transistor is off, state 1 a mismatching one.
  private static TabulatedCells cells(
      Arena arena, String pattern, Upper upper, DoubleUnaryOperator lower, MemorySegment scale, double... startV) {
    MemorySegment value = arena.allocate(JAVA_DOUBLE, 4L * POINTS);
    MemorySegment charge = arena.allocate(JAVA_DOUBLE, 2L * POINTS);
    MemorySegment node = arena.allocate(JAVA_DOUBLE, 4L * POINTS);
    MemorySegment grid = arena.allocate(JAVA_DOUBLE, 2L * LINE_POINTS * NODE_POINTS);
    for (int s = 0; s < 2; s++) {
      for (int k = 0; k < POINTS; k++) {
        double v = LOW_V + k * STEP_V;
        int at = s * POINTS + k;
        value.setAtIndex(JAVA_DOUBLE, 2L * at, s * upper.ampere(v, Math.min(v, 0.15)));
        value.setAtIndex(JAVA_DOUBLE, 2L * at + 1, (LINE_F + NODE_F / 2) * v);
        charge.setAtIndex(JAVA_DOUBLE, at, LINE_F * v);
        node.setAtIndex(JAVA_DOUBLE, 2L * at, s * lower.applyAsDouble(v));
        node.setAtIndex(JAVA_DOUBLE, 2L * at + 1, NODE_F * v);
      }
      for (int k = 0; k < LINE_POINTS * NODE_POINTS; k++) {
        double v = LOW_V + 1.3 / (LINE_POINTS - 1) * (k / NODE_POINTS);
        double x = LOW_V + 1.3 / (NODE_POINTS - 1) * (k % NODE_POINTS);
        grid.setAtIndex(JAVA_DOUBLE, (long) s * LINE_POINTS * NODE_POINTS + k, upper.ampere(v, x));
      }
    }
    MemorySegment state = arena.allocate((long) pattern.length() * AnalogCells.LANES);
    for (int k = 0; k < pattern.length() * AnalogCells.LANES; k++) {
      state.set(JAVA_BYTE, k, (byte) (pattern.charAt(k / AnalogCells.LANES) - '0'));
    }
    CellStack stack =
        new CellStack(
            2,
            POINTS,
            LINE_POINTS,
            NODE_POINTS,
            LOW_V,
            1.3 / (NODE_POINTS - 1),
            grid,
            charge,
            node,
            arena.allocateFrom(JAVA_DOUBLE, startV));
    CellTable table = new CellTable(2, POINTS, LOW_V, STEP_V, value);
    return new TabulatedCells(AnalogCells.LANES - 1, pattern.length(), state, scale, table, Optional.of(stack));
  }

  private static double[] run(Kernels kernels, MatchLine line, TabulatedCells cells, boolean crossing, double... at) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_DOUBLE, at.length * cells.rows());
      Samples samples = new Samples(at.length, arena.allocateFrom(JAVA_DOUBLE, at), value, cells.rows());
      MemorySegment workspace = arena.allocate(JAVA_DOUBLE, kernels.tabulatedWorkspace(line, cells.table()));
      if (crossing) {
        kernels.tabulatedCrossing(line, cells, cells.all(), samples, workspace);
      } else {
        kernels.tabulatedVoltage(line, cells, cells.all(), samples, workspace);
      }
      return value.toArray(JAVA_DOUBLE);
    }
  }

  /// The square law of a transistor between two nodes, the same either way.
  private static double transistor(double drainV, double sourceV) {
    double over = Math.max(GATE_V - THRESHOLD_V - sourceV, 0);
    double under = Math.max(GATE_V - THRESHOLD_V - drainV, 0);
    return 2e-4 * (over * over - under * under);
  }

  private static double toGround(double nodeV) {
    return transistor(nodeV, 0);
  }

  private static MatchLine line(Random random, int cells, double ohm) {
    SenseEnd sense = SenseEnd.values()[random.nextInt(2)];
    return new MatchLine(cells, sense, ohm, 0.1e-15, 2e-15, random.nextInt(2) * 1e-15, 1, 0);
  }

  @Test
  void nodesThatOnlyShareChargeEndWhereItIsConserved() {
    try (Arena arena = Arena.ofConfined()) {
      TabulatedCells cells = cells(arena, "0".repeat(40), (v, x) -> 1e-5 * (v - x), x -> 0, MemorySegment.NULL, 0.2, 0);
      MatchLine line = new MatchLine(40, SenseEnd.FAR, 2, 0.1e-15, 2e-15, 1e-15, 1, 0);
      double farad = 40 * (0.1e-15 + LINE_F) + 3e-15;
      double wanted = (farad + 40 * NODE_F * 0.2) / (farad + 40 * NODE_F);
      assertEquals(wanted, run(Backends.open(Backend.FFM), line, cells, false, 1e-9)[0], 1e-9);
    }
  }

  @Test
  void stackedTransistorsDischargeLikeRungeKutta() {
    Random random = new Random(11);
    try (Arena arena = Arena.ofConfined()) {
      for (String pattern : new String[] {"1000000000000000", "00000100", "000100010000", "0000000000000000000011"}) {
        TabulatedCells cells =
            cells(arena, pattern, StackedLineTest::transistor, StackedLineTest::toGround, MemorySegment.NULL, 0.3, 0.1);
        MatchLine line = line(random, pattern.length(), 1 + random.nextInt(50));
        for (double level : new double[] {0.9, 0.5, 0.3}) {
          double wanted = rungeKutta(line, pattern, level);
          double found = run(Backends.open(Backend.FFM), line, cells, true, level)[0];
          assertEquals(wanted, found, 6e-3 * wanted, pattern + " at " + level + " V");
        }
      }
    }
  }

  /// Crossing time by steps short enough for the stiffest node; linear between the last two.
  private static double rungeKutta(MatchLine line, String pattern, double level) {
    double h = Math.min(0.2 * line.wireResistanceOhm() * (line.nodeCapacitanceF() + LINE_F), 2e-14);
    int cells = pattern.length();
    double[] y = new double[2 * cells + 1];
    Arrays.fill(y, 0, cells + 1, line.prechargeV());
    for (int k = 0; k < cells; k++) {
      y[cells + 1 + k] = pattern.charAt(k) == '1' ? 0.1 : 0.3;
    }
    int sense = line.sense() == SenseEnd.NEAR ? 0 : cells;
    double time = 0;
    while (true) {
      double before = y[sense];
      double[] k1 = derivative(line, pattern, y, y, 0);
      double[] k2 = derivative(line, pattern, y, k1, h / 2);
      double[] k3 = derivative(line, pattern, y, k2, h / 2);
      double[] k4 = derivative(line, pattern, y, k3, h);
      for (int k = 0; k < y.length; k++) {
        y[k] += h / 6 * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]);
      }
      if (y[sense] <= level) {
        return time + h * (before - level) / (before - y[sense]);
      }
      time += h;
    }
  }

  private static double[] derivative(MatchLine line, String pattern, double[] y0, double[] slope, double h) {
    int cells = pattern.length();
    double[] y = new double[y0.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = h == 0 ? y0[k] : y0[k] + h * slope[k];
    }
    double[] d = new double[y.length];
    for (int k = 0; k <= cells; k++) {
      double ampere = k > 0 ? (y[k] - y[k - 1]) / line.wireResistanceOhm() : 0;
      ampere += k < cells ? (y[k] - y[k + 1]) / line.wireResistanceOhm() : 0;
      double farad = k == 0 ? line.nearCapacitanceF() : line.nodeCapacitanceF() + LINE_F;
      farad += k == cells ? line.farCapacitanceF() : 0;
      if (k > 0) {
        double x = y[cells + k];
        double into = transistor(y[k], x);
        ampere += into;
        d[cells + k] = (into - (pattern.charAt(k - 1) == '1' ? toGround(x) : 0)) / NODE_F;
      }
      d[k] = -ampere / farad;
    }
    return d;
  }

  @Test
  void everyVariantGivesTheSameBits() {
    try (Arena arena = Arena.ofConfined()) {
      KernelVariants.forEach(
          (name, kernels) -> {
            Random random = new Random(9);
            MessageDigest digest = KernelVariants.sha256();
            for (int round = 0; round < 40; round++) {
              TabulatedCells cells = randomCells(arena, random);
              MatchLine line = line(random, cells.cells(), random.nextInt(3) * 10);
              update(digest, run(kernels, line, cells, true, 1, 0.9, 0.4, 2e-4));
              update(digest, run(kernels, line, cells, false, 0, 1e-12, 3e-11, 1e-9));
            }
            KernelVariants.assertGolden("tabulated_stack", name, digest);
          });
    }
  }

  private static void update(MessageDigest digest, double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    digest.update(bytes);
  }

  private static TabulatedCells randomCells(Arena arena, Random random) {
    StringBuilder pattern = new StringBuilder("1");
    for (int k = random.nextInt(40); k > 0; k--) {
      pattern.append(random.nextInt(8) == 0 ? '1' : '0');
    }
    MemorySegment scale = MemorySegment.NULL;
    if (random.nextBoolean()) {
      scale = arena.allocate(JAVA_DOUBLE, (long) pattern.length() * AnalogCells.LANES);
      for (int k = 0; k < pattern.length() * AnalogCells.LANES; k++) {
        scale.setAtIndex(JAVA_DOUBLE, k, 0.5 + random.nextDouble());
      }
    }
    return cells(
        arena, pattern.toString(), StackedLineTest::transistor, StackedLineTest::toGround, scale, 0.3, 0.1);
  }

  @Test
  void aStackOfAnotherSizeThanTheTableIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      TabulatedCells good =
          cells(arena, "01", StackedLineTest::transistor, StackedLineTest::toGround, MemorySegment.NULL, 0, 0);
      CellTable one = new CellTable(1, POINTS, LOW_V, STEP_V, good.table().value());
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new TabulatedCells(1, 2, good.state(), good.scale(), one, good.stack()));
      assertTrue(e.getMessage().contains("the stack has 2 states of 257 points, the table 1 of 257"), e.getMessage());
    }
  }
}
