package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Match lines with tabulated cells against the exact linear ladder, against a Runge-Kutta integration of saturating
/// cells, and every variant against the others' bits.
class TabulatedLineTest {
  private static final int POINTS = 1025;
  private static final double LOW_V = -0.1;
  private static final double STEP_V = 1.3 / (POINTS - 1);
  private static final double CELL_F = 0.4e-15;

  /// State 0 is a matching cell, state 1 a mismatching one.
  private static CellTable table(Arena arena, DoubleUnaryOperator match, DoubleUnaryOperator mismatch) {
    MemorySegment value = arena.allocate(JAVA_DOUBLE, 4L * POINTS);
    for (int k = 0; k < POINTS; k++) {
      double v = LOW_V + k * STEP_V;
      value.setAtIndex(JAVA_DOUBLE, 2L * k, match.applyAsDouble(v));
      value.setAtIndex(JAVA_DOUBLE, 2L * k + 1, CELL_F * v);
      value.setAtIndex(JAVA_DOUBLE, 2L * (POINTS + k), mismatch.applyAsDouble(v));
      value.setAtIndex(JAVA_DOUBLE, 2L * (POINTS + k) + 1, CELL_F * v);
    }
    return new CellTable(2, POINTS, LOW_V, STEP_V, value);
  }

  private static MatchLine line(Random random, int cells) {
    double ohm = random.nextInt(8) == 0 ? 0 : 0.2 * Math.pow(500, random.nextDouble());
    SenseEnd sense = SenseEnd.values()[random.nextInt(2)];
    return new MatchLine(cells, sense, ohm, 0.2e-15, 3e-15, random.nextInt(2) * 1e-15, 1.0, 0);
  }

  private static TabulatedCells cells(Arena arena, Random random, CellTable table, long rows, int cells, boolean scaled) {
    long elements = AnalogCells.blocks(rows) * cells * AnalogCells.LANES;
    MemorySegment state = arena.allocate(elements);
    MemorySegment scale = scaled ? arena.allocate(JAVA_DOUBLE, elements) : MemorySegment.NULL;
    for (long i = 0; i < elements; i++) {
      state.set(JAVA_BYTE, i, (byte) (random.nextInt(8) == 0 || i < AnalogCells.LANES ? 1 : 0));
      if (scaled) {
        scale.setAtIndex(JAVA_DOUBLE, i, 0.5 + random.nextDouble());
      }
    }
    return new TabulatedCells(rows, cells, state, scale, table);
  }

  private static double[] run(
      Kernels kernels, MatchLine line, TabulatedCells cells, boolean crossing, double... samplesAt) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment at = arena.allocateFrom(JAVA_DOUBLE, samplesAt);
      MemorySegment value = arena.allocate(JAVA_DOUBLE, samplesAt.length * cells.rows());
      Samples samples = new Samples(samplesAt.length, at, value, cells.rows());
      MemorySegment workspace = arena.allocate(JAVA_DOUBLE, kernels.tabulatedWorkspace(line, cells.table()));
      if (crossing) {
        kernels.tabulatedCrossing(line, cells, cells.all(), samples, workspace);
      } else {
        kernels.tabulatedVoltage(line, cells, cells.all(), samples, workspace);
      }
      return value.toArray(JAVA_DOUBLE);
    }
  }

  @Test
  void ohmicCellsDischargeLikeTheExactLadder() {
    Random random = new Random(3);
    double onS = 1e-4;
    double offS = 1e-7;
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> offS * v, v -> onS * v);
      for (int round = 0; round < 60; round++) {
        MatchLine line = line(random, 8 + random.nextInt(249));
        TabulatedCells cells = cells(arena, random, table, 1, line.cells(), true);
        double wanted = ladderCrossing(arena, line, cells, onS, offS, 0.5);
        double found = run(Backends.open(Backend.FFM), line, cells, true, 0.5)[0];
        assertEquals(wanted, found, 1e-3 * wanted, line.toString());
        double volt = run(Backends.open(Backend.FFM), line, cells, false, wanted)[0];
        assertEquals(0.5, volt, 1e-3, line.toString());
      }
    }
  }

  private static double ladderCrossing(
      Arena arena, MatchLine line, TabulatedCells cells, double onS, double offS, double level) {
    MemorySegment g = arena.allocate(JAVA_DOUBLE, (long) line.cells() * AnalogCells.LANES);
    for (int k = 0; k < line.cells(); k++) {
      long at = (long) k * AnalogCells.LANES;
      double one = cells.state().get(JAVA_BYTE, at) == 1 ? onS : offS;
      g.setAtIndex(JAVA_DOUBLE, at, one * cells.scale().getAtIndex(JAVA_DOUBLE, at));
    }
    MatchLine linear =
        new MatchLine(
            line.cells(),
            line.sense(),
            line.wireResistanceOhm(),
            line.nodeCapacitanceF() + CELL_F,
            line.nearCapacitanceF(),
            line.farCapacitanceF(),
            line.prechargeV(),
            0);
    MemorySegment value = arena.allocate(JAVA_DOUBLE);
    Samples samples = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, level), value, 1);
    AnalogCells analog = AnalogCells.undriven(1, line.cells(), g);
    Backends.open(Backend.JAVA).crossing(LineModel.LADDER, linear, analog, analog.all(), samples);
    return value.get(JAVA_DOUBLE, 0);
  }

  /// A transistor of the square law with channel-length modulation.
  private static double saturating(double v) {
    double overdrive = 0.45;
    double reach = Math.min(v, overdrive);
    return v < 0 ? 4e-4 * overdrive * v : 4e-4 * (overdrive - reach / 2) * reach * (1 + 0.08 * v);
  }

  @Test
  void saturatingCellsDischargeLikeRungeKutta() {
    Random random = new Random(5);
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> 1e-9 * v, TabulatedLineTest::saturating);
      for (int round = 0; round < 12; round++) {
        MatchLine line = line(random, 4 + random.nextInt(13));
        // An explicit method needs a wire resistance; the comparison with the exact ladder has lines without.
        if (line.wireResistanceOhm() == 0) {
          continue;
        }
        TabulatedCells cells = cells(arena, random, table, 1, line.cells(), false);
        double found = run(Backends.open(Backend.FFM), line, cells, true, 0.3)[0];
        double wanted = rungeKutta(line, cells, 0.3, found);
        assertEquals(wanted, found, 1e-3 * wanted, line.toString());
      }
    }
  }

  /// Crossing time by steps short enough for the stiffest node; linear between the last two.
  private static double rungeKutta(MatchLine line, TabulatedCells cells, double level, double about) {
    double h = Math.min(about / 2000, 0.2 * line.wireResistanceOhm() * (line.nodeCapacitanceF() + CELL_F));
    double[] v = new double[line.cells() + 1];
    java.util.Arrays.fill(v, line.prechargeV());
    int sense = line.sense() == SenseEnd.NEAR ? 0 : line.cells();
    double time = 0;
    while (true) {
      double before = v[sense];
      double[] k1 = derivative(line, cells, v, v, 0);
      double[] k2 = derivative(line, cells, v, k1, h / 2);
      double[] k3 = derivative(line, cells, v, k2, h / 2);
      double[] k4 = derivative(line, cells, v, k3, h);
      for (int k = 0; k < v.length; k++) {
        v[k] += h / 6 * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]);
      }
      if (v[sense] <= level) {
        return time + h * (before - level) / (before - v[sense]);
      }
      time += h;
    }
  }

  private static double[] derivative(MatchLine line, TabulatedCells cells, double[] v0, double[] slope, double h) {
    double[] v = new double[v0.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = h == 0 ? v0[k] : v0[k] + h * slope[k];
    }
    double[] d = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      double ampere = 0;
      ampere += k > 0 ? (v[k] - v[k - 1]) / line.wireResistanceOhm() : 0;
      ampere += k < line.cells() ? (v[k] - v[k + 1]) / line.wireResistanceOhm() : 0;
      double farad = k == 0 ? line.nearCapacitanceF() : line.nodeCapacitanceF() + CELL_F;
      farad += k == line.cells() ? line.farCapacitanceF() : 0;
      if (k > 0) {
        boolean mismatch = cells.state().get(JAVA_BYTE, (k - 1L) * AnalogCells.LANES) == 1;
        ampere += mismatch ? saturating(v[k]) : 1e-9 * v[k];
      }
      d[k] = -ampere / farad;
    }
    return d;
  }

  @Test
  void aConstantCurrentDrawsAStraightLine() {
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> 0, v -> 1e-6);
      MatchLine line = new MatchLine(4, SenseEnd.NEAR, 0, 0.6e-15, 1e-15, 0, 1, 0);
      TabulatedCells cells = cells(arena, new Random(0), table, 1, 4, false);
      for (int k = 0; k < 4; k++) {
        cells.state().set(JAVA_BYTE, (long) k * AnalogCells.LANES, (byte) (k == 2 ? 1 : 0));
      }
      double farad = 4 * (0.6e-15 + CELL_F) + 1e-15;
      assertEquals(0.7 * farad / 1e-6, run(Backends.open(Backend.JAVA), line, cells, true, 0.3)[0], 1e-20);
      assertEquals(0.6, run(Backends.open(Backend.JAVA), line, cells, false, 0.4 * farad / 1e-6)[0], 1e-9);
    }
  }

  @Test
  void aLineThatDoesNotConductNeverCrosses() {
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> 0, v -> Math.max(0, v - 0.6) * 1e-5);
      TabulatedCells cells = cells(arena, new Random(0), table, 3, 5, false);
      MatchLine line = new MatchLine(5, SenseEnd.FAR, 2, 0.6e-15, 1e-15, 0, 1, 0);
      double[] times = run(Backends.open(Backend.JAVA), line, cells, true, 0.5);
      assertArrayEquals(new double[] {1 / 0.0, 1 / 0.0, 1 / 0.0}, times);
    }
  }

  /// Cells whose currents are proportional to the share of the rise of `durationS`, and into which `coupledC` comes by then.
  private static CellRise rise(Arena arena, CellTable table, int steps, double durationS, double coupledC) {
    double[] shares = new double[2 * steps];
    MemorySegment value = arena.allocate(JAVA_DOUBLE, 8L * steps * POINTS);
    for (int stage = 0; stage < shares.length; stage++) {
      double share = (stage / 2 + (stage % 2 == 0 ? TabulatedRow.STAGE_END : 1)) / steps;
      for (int k = 0; k < 2 * POINTS; k++) {
        long to = 2 * ((long) stage * 2 * POINTS + k);
        double ampere = table.value().getAtIndex(JAVA_DOUBLE, 2L * k);
        double charge = table.value().getAtIndex(JAVA_DOUBLE, 2L * k + 1);
        value.setAtIndex(JAVA_DOUBLE, to, share * ampere);
        value.setAtIndex(JAVA_DOUBLE, to + 1, charge + (1 - share) * coupledC);
      }
    }
    MemorySegment start = arena.allocateFrom(JAVA_DOUBLE, CELL_F + coupledC, CELL_F + coupledC);
    return new CellRise(steps, 2, POINTS, durationS, value, start);
  }

  private static TabulatedCells with(CellRise rise, TabulatedCells c) {
    return new TabulatedCells(c.rows(), c.cells(), c.state(), c.scale(), c.table(), c.stack(), Optional.of(rise));
  }

  /// A current that grows with time takes I T/2 until the end of the rise; what is coupled in lifts the line.
  @Test
  void aCurrentThatRisesWithTheSearchLinesDrawsAParabola() {
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> 0, v -> 1e-6);
      MatchLine line = new MatchLine(4, SenseEnd.NEAR, 0, 0.6e-15, 1e-15, 0, 1, 0);
      TabulatedCells cells = cells(arena, new Random(0), table, 1, 4, false);
      for (int k = 0; k < 4; k++) {
        cells.state().set(JAVA_BYTE, (long) k * AnalogCells.LANES, (byte) (k == 2 ? 1 : 0));
      }
      double farad = 4 * (0.6e-15 + CELL_F) + 1e-15;
      double riseS = 0.2 * farad / 1e-6;
      TabulatedCells rising = with(rise(arena, table, 3, riseS, 0.01 * farad), cells);
      Kernels kernels = Backends.open(Backend.JAVA);
      double startV = 1 + 4 * 0.01;
      double fallenV = startV - 0.1;
      assertEquals(fallenV, run(kernels, line, rising, false, riseS)[0], 1e-9);
      assertEquals(startV - 0.1 - 0.3, run(kernels, line, rising, false, 2.5 * riseS)[0], 1e-9);
      assertEquals(riseS + (fallenV - 0.3) * farad / 1e-6, run(kernels, line, rising, true, 0.3)[0], 1e-18);
      assertEquals(1 + 4 * 0.01 / 3 - 0.1 / 9, run(kernels, line, rising, false, riseS / 3)[0], 1e-9);
    }
  }

  @Test
  void everyVariantGivesTheSameBits() {
    try (Arena arena = Arena.ofConfined()) {
      CellTable table = table(arena, v -> 1e-8 * v, TabulatedLineTest::saturating);
      CellRise rise = rise(arena, table, 4, 2e-12, 2e-17);
      KernelVariants.forEach(
          (name, kernels) -> {
            Random random = new Random(9);
            for (int round = 0; round < 30; round++) {
              MatchLine line = line(random, 1 + random.nextInt(40));
              long rows = 1 + random.nextInt(20);
              TabulatedCells plain = cells(arena, random, table, rows, line.cells(), random.nextBoolean());
              TabulatedCells cells = round % 2 == 0 ? plain : with(rise, plain);
              Kernels java = Backends.open(Backend.JAVA);
              double[] levels = {1, 0.9, 0.4, 2e-4};
              double[] times = {0, 1e-12, 3e-11, 1e-9};
              assertArrayEquals(run(java, line, cells, true, levels), run(kernels, line, cells, true, levels), name);
              assertArrayEquals(run(java, line, cells, false, times), run(kernels, line, cells, false, times), name);
            }
          });
    }
  }

  @Test
  void aChargeThatFallsIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocateFrom(JAVA_DOUBLE, 0, 0, 1e-6, -1e-15);
      Exception e =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalArgumentException.class, () -> new CellTable(1, 2, 0, 1, value));
      assertTrue(e.getMessage().contains("charge of state 0 at point 1 = -1.0E-15 C"), e.getMessage());
    }
  }
}
