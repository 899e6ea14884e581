package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.search;
import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.device.FlickerLaw;
import io.matchline.device.PcmDrift;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.RramRelaxation;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Noise of the cells of match lines. Lines have one cell, mismatching, at level lumped, so that the voltage at the strobe
/// gives the cell's conductance back: G = −C ln(V) / t.
class CellNoiseTest {
  private static final int ROWS = 5000;
  private static final TernaryWords STORED = TernaryWords.of(new boolean[ROWS][1]);
  private static final String[] LINE = {
    "level: lumped", "tile: { columns: 1 }", "sense: { kind: strobe, time: 20 ps }"
  };
  private static final String PCM = "device: { model: two-level, cells: { model: pcm } }";
  private static final double FOUR_ERRORS = 4;

  /// The array with one-cell lines and the noise that is named; what is not named is off.
  private static ArraySettings array(String device, String age, String... on) {
    String noise = "noise: { device-spread: off, cycle-spread: off, stuck-at: off, ageing: off, read: off, flicker: off,"
        + " telegraph: off }";
    for (String name : on) {
      noise = noise.replace(name + ": off", name + ": on");
    }
    String[] lines = Arrays.copyOf(LINE, LINE.length + 3);
    lines[LINE.length] = device;
    lines[LINE.length + 1] = "age: " + age;
    lines[LINE.length + 2] = noise;
    return settings(lines);
  }

  /// Conductances that search number `first` sees, S.
  private static double[] conductancesS(ArraySettings array, int first) {
    double[] volts =
        search(array, STORED, TernaryWords.parse("1"), Backends.open(Backend.FFM), 1, first).voltageV();
    double scale = array.line(1).totalCapacitanceF() / 20e-12;
    return map(volts, v -> -scale * Math.log(v));
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  private static void assertNormal(double mean, double sigma, double[] x) {
    double seen = Arrays.stream(x).average().orElseThrow();
    double deviation = Math.sqrt(Arrays.stream(x).map(v -> (v - seen) * (v - seen)).sum() / (x.length - 1));
    assertEquals(mean, seen, FOUR_ERRORS * sigma / Math.sqrt(x.length), "mean");
    assertEquals(sigma, deviation, FOUR_ERRORS * sigma / Math.sqrt(2.0 * x.length), "standard deviation");
  }

  /// 3 % of 100 µS and 4 µS: 5 µS, drawn anew at every search, the same again at the same search.
  @Test
  void readNoiseIsNormalAndFresh() {
    ArraySettings array =
        array("device: { model: ohmic, read-noise: { relative: 3 %, absolute: 4 µS } }", "0 s", "read");
    double[] first = conductancesS(array, 0);
    double[] second = conductancesS(array, 1);
    assertNormal(100e-6, 5e-6, first);
    double[] change = new double[ROWS];
    Arrays.setAll(change, i -> second[i] - first[i]);
    assertNormal(0, Math.sqrt(2) * 5e-6, change);
    assertArrayEquals(second, conductancesS(array, 1));
  }

  /// 150 µS with 5 µS of programming; reads fluctuate by 5.7564 µS times a log-normal factor of 0.5: their root mean square
  /// is exp(0.25) times as much, and a cell that was far off once is likely to be so again: the squares correlate by
  /// (e − 1) / (3 e − 1) = 0.24.
  @Test
  void cellsAreProgrammedAndFluctuateByTheirOwnMeasure() {
    String device = "device: { model: rram-hfo2, lrs: 6.66667 kΩ, %s }";
    String programmed = device.formatted("programming-sigma: 5 µS");
    assertNormal(150e-6, 5e-6, conductancesS(array(programmed, "0 s", "cycle-spread"), 0));
    String fluctuating = device.formatted("read-noise: { fluctuation: { kind: power-law, spread: 0.5 } }");
    ArraySettings array = array(fluctuating, "0 s", "read");
    double[] first = map(conductancesS(array, 0), g -> (g - 150e-6) * (g - 150e-6));
    double[] second = map(conductancesS(array, 1), g -> (g - 150e-6) * (g - 150e-6));
    double rms = Math.sqrt(Arrays.stream(first).average().orElseThrow());
    double error = Math.sqrt((3 * Math.E - 1) / ROWS) / 2;
    assertEquals(5.756426e-6 * Math.exp(0.25), rms, FOUR_ERRORS * error * rms);
    assertEquals(0.24, correlation(first, second), 0.12);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  /// The device's factor is the same at every write, that of the cycle is not: both log-normal, 10 % and 5 %.
  @Test
  void writesSpreadAnewAroundTheirDevice() {
    String device = "device: { model: ohmic, spread: 10 %, cycle-spread: 5 % }";
    ArraySettings both = array(device, "0 s", "device-spread", "cycle-spread");
    double[] first = lnWritten(both, 0);
    double[] second = lnWritten(both, 1);
    assertNormal(Math.log(1e-4), Math.hypot(0.1, 0.05), first);
    double[] change = new double[ROWS];
    Arrays.setAll(change, i -> second[i] - first[i]);
    assertNormal(0, Math.sqrt(2) * 0.05, change);
    double[] devices = lnWritten(array(device, "0 s", "device-spread"), 0);
    Arrays.setAll(change, i -> first[i] - devices[i]);
    assertNormal(0, 0.05, change);
    assertArrayEquals(devices, lnWritten(array(device, "0 s", "device-spread"), 1));
  }

  private static double[] lnWritten(ArraySettings array, int write) {
    try (Workers workers = new Workers(1);
        TcamArray chip =
            TcamArray.program(array, STORED, new Chip(7, 0, write), Backends.open(Backend.FFM), workers)) {
      double scale = array.line(1).totalCapacitanceF() / 20e-12;
      return map(chip.search(TernaryWords.parse("1"), 0).voltageV(), v -> Math.log(-scale * Math.log(v)));
    }
  }

  /// With its spread off, PCM of 25 µS has drifted by (t / 20 s)^−ν, and flicker noise of the law's σ is on top.
  @Test
  void flickerFollowsItsLaw() {
    double aged = 25e-6 * Math.pow(1e5 / 20, -PcmDrift.meanExponent(25e-6));
    double sigma = FlickerLaw.PCM.relativeSigma(25e-6, 1e5);
    assertNormal(aged, sigma * aged, conductancesS(array(PCM, "100 ks", "flicker"), 3));
  }

  /// ln(G / 25 µS) / −ln(t / 20 s) is the exponent of each cell, the same at every time and search.
  @Test
  void driftHasTheExponentsOfItsLaw() {
    double[] late = conductancesS(array(PCM, "100 ks", "ageing"), 0);
    double[] exponent = map(late, g -> -Math.log(g / 25e-6) / Math.log(1e5 / 20));
    assertNormal(PcmDrift.meanExponent(25e-6), PcmDrift.exponentSpread(25e-6), exponent);
    double[] early = conductancesS(array(PCM, "1 ks", "ageing"), 1);
    for (int i = 0; i < ROWS; i++) {
      assertEquals(exponent[i], -Math.log(early[i] / 25e-6) / Math.log(1e3 / 20), 1e-9, "cell " + i);
    }
  }

  /// Programming and relaxation together have the polynomial's spread around the target, or programming's alone where that
  /// is wider, as it is after one second.
  @ParameterizedTest
  @CsvSource({"1 s, 1", "86400 s, 86400", "172800 s, 172800"})
  void relaxationWidensTheSpreadOfProgramming(String age, double elapsedS) {
    double[] g = conductancesS(
        array("device: { model: two-level, cells: { model: rram-wan }, on: 30 µS }", age, "cycle-spread", "ageing"), 0);
    double sigmaS = Math.max(ProgrammingLaw.WAN.sigmaS(30e-6), RramRelaxation.sigmaS(30e-6, elapsedS));
    assertNormal(30e-6, sigmaS, g);
  }

  /// 40 % of the cells have a trap, occupied a quarter of the time; ln of the amplitude is normal around ln 10 %.
  @Test
  void telegraphNoiseHasTwoStates() {
    String device = "device: { model: ohmic, telegraph: { cells: 40 %, occupied: 25 %, amplitude: 10 %,"
        + " amplitude-spread: 0.3 } }";
    ArraySettings array = array(device, "0 s", "telegraph");
    double[] lowestS = new double[ROWS];
    Arrays.fill(lowestS, 100e-6);
    int searches = 30;
    long occupied = 0;
    for (int s = 0; s < searches; s++) {
      double[] g = conductancesS(array, s);
      for (int i = 0; i < ROWS; i++) {
        boolean low = g[i] < 99.9e-6;
        occupied += low ? 1 : 0;
        assertTrue(!low || lowestS[i] > 99.9e-6 || Math.abs(g[i] - lowestS[i]) < 1e-11, "a third state of cell " + i);
        lowestS[i] = Math.min(lowestS[i], low ? g[i] : lowestS[i]);
      }
    }
    double[] ln = Arrays.stream(lowestS).filter(g -> g < 99.9e-6).map(g -> Math.log(1 - g / 100e-6)).toArray();
    double seen = 0.4 * (1 - Math.pow(0.75, searches));
    assertEquals(seen * ROWS, ln.length, FOUR_ERRORS * Math.sqrt(seen * (1 - seen) * ROWS));
    assertNormal(Math.log(0.1), 0.3, ln);
    double variance = 0.4 * (0.25 * 0.75 / searches + 0.25 * 0.25) - 0.1 * 0.1;
    assertEquals(0.1, (double) occupied / searches / ROWS, FOUR_ERRORS * Math.sqrt(variance / ROWS));
  }

  /// A cell of a measured table scatters and relaxes like the table; statistics by Python's statistics module.
  @Test
  void measuredCellsRelaxLikeTheirTable() throws Exception {
    String table = CellNoiseTest.class.getResource("/device/relaxation.csv").toURI().getPath();
    String device =
        "device: { model: two-level, cells: { model: measured, table: \"%s\" }, on: 6.0531 µS }".formatted(table);
    assertNormal(6.0531e-6, 1.140942752e-7, conductancesS(array(device, "0 s", "cycle-spread"), 0));
    assertNormal(
        6.0531e-6 - 2.472666667e-7, 5.118380787e-7, conductancesS(array(device, "100 s", "ageing"), 0));
  }

  /// Matching cells leak the conductance of the high-resistive state, unless leakage is off.
  @Test
  void leakageHasASwitch() {
    TernaryWords word = TernaryWords.parse("0000");
    String line = "tile: { columns: 4 }";
    String strobe = "sense: { kind: strobe, time: 100 ps }";
    for (String read : new String[] {"0 %", "10 %"}) {
      String device =
          "device: { model: ohmic, lrs: 10 kΩ, hrs: 50 kΩ, read-noise: { relative: %s } }".formatted(read);
      assertTrue(search(settings(line, strobe, device), word, word).voltageV()[0] < 0.9);
      ArraySettings tight = settings(line, strobe, device, "noise: { leakage: off }");
      assertEquals(1, search(tight, word, word).voltageV()[0], 1e-7);
    }
  }

  /// Another source that is switched on leaves the numbers of this one as they are.
  @Test
  void sourcesDoNotReachIntoEachOther() {
    String device = "device: { model: ohmic, read-noise: { relative: 3 % }, telegraph: { cells: 50 %, amplitude: 20 % } }";
    double[] read = conductancesS(array(device, "0 s", "read"), 5);
    double[] telegraph = conductancesS(array(device, "0 s", "telegraph"), 5);
    double[] both = conductancesS(array(device, "0 s", "read", "telegraph"), 5);
    double[] quiet = conductancesS(array(device, "0 s"), 5);
    for (int i = 0; i < ROWS; i++) {
      assertEquals(read[i] - quiet[i] + telegraph[i], both[i], 1e-12, "cell " + i);
    }
  }

  @Test
  void aNoisyArrayGivesTheSameBitsOnEveryBackend() {
    String device = "device: { model: two-level, cells: { model: pcm, read-noise: { relative: 3 %% },"
        + " telegraph: { cells: 30 %% } } }";
    ArraySettings array = settings(device.replace("%%", "%"), "age: 1000 s", "tile: { columns: 32 }", "noise: { thermal: on }");
    TernaryWords words = TernaryWords.parse("01".repeat(20), "0X".repeat(20), "11".repeat(20));
    double[] expected = null;
    for (Backend backend : Backend.values()) {
      for (int threads : new int[] {1, 3}) {
        int[] distance = search(array, words, words, Backends.open(backend), threads, 2).distance();
        double[] seen = Arrays.stream(distance).asDoubleStream().toArray();
        expected = expected == null ? seen : expected;
        assertArrayEquals(expected, seen);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "age: 1 s | nothing is known about the ageing of rram-hfo2, only 0 s is",
    "device: { model: two-level, cells: { model: pcm } }, age: 10 s | a time of 10 s after programming is outside 20 s",
    "device: { model: two-level, cells: { model: pcm }, on: 30 µS } | on = 3.0E-5 S is outside 0 S … 25 µS, the window of pcm",
    "device: { model: two-level, cells: { model: pcm }, on: 1 µS, off: 2 µS } | the first above the second",
    "device: { model: two-level } | cells",
    "cell: 16T, device: { model: two-level, cells: { model: ohmic } } | cell = 16T cannot be built from this device",
    "device: { model: sram, telegraph: { cells: 120 % } }, cell: 16T | 120 % is above 100 %",
  })
  void badDevicesAreRefused(String keys, String message) {
    var problem = assertThrows(
        InvalidInputException.class,
        () -> ConfigReader.read("array.yaml", "{ " + keys + " }", ArraySettings.class));
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }
}
