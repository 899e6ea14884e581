package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Multi-bit and analog cells against comparisons cell by cell, sums of conductances, and the ladder called by hand.
class ValuedCellsTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final double[] STATES_OHM = {1.616e6, 854.7e3, 283.3e3, 108.3e3, 52.91e3, 33e3, 24.39e3, 20.04e3};
  private static final String WIRES = "wire: { resistance: 20 Ω, capacitance: 0.2 fF }";

  private static ArraySettings multiBit(String... lines) {
    return ArrayBench.settings("cell: MCAM\n" + String.join("\n", lines));
  }

  /// On at 10 kΩ, off at 1 MΩ.
  private static ArraySettings analog(String... lines) {
    return ArrayBench.settings("cell: { kind: ACAM, decade: 50 mV }\n" + String.join("\n", lines));
  }

  private static Scores search(ArraySettings settings, CellWords stored, CellWords queries, int threads) {
    try (Workers workers = new Workers(threads);
        TcamArray array = TcamArray.program(settings, stored, Chip.first(7), KERNELS, workers)) {
      return array.search(queries, 0);
    }
  }

  private static SymbolWords symbols(int rows, int cells, long seed) {
    Random random = new Random(seed);
    int[][] symbol = new int[rows][cells];
    for (int[] row : symbol) {
      for (int j = 0; j < cells; j++) {
        row[j] = random.nextInt(10) == 0 ? SymbolWords.X : random.nextInt(8);
      }
    }
    return new SymbolWords(symbol);
  }

  private static int apart(int stored, int searched) {
    return stored == SymbolWords.X || searched == SymbolWords.X ? 0 : Math.abs(stored - searched);
  }

  private static RangeWords ranges(int rows, int cells, long seed) {
    Random random = new Random(seed);
    double[][] low = new double[rows][cells];
    double[][] high = new double[rows][cells];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < cells; j++) {
        boolean any = random.nextInt(10) == 0;
        low[r][j] = any ? Double.NEGATIVE_INFINITY : random.nextDouble();
        high[r][j] = any ? Double.POSITIVE_INFINITY : low[r][j] + 0.5 * random.nextDouble();
      }
    }
    return new RangeWords(low, high);
  }

  private static ValueWords values(int rows, int cells, long seed) {
    Random random = new Random(seed);
    double[][] value = new double[rows][cells];
    for (double[] row : value) {
      for (int j = 0; j < cells; j++) {
        row[j] = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
      }
    }
    return new ValueWords(value);
  }

  /// What a range cell conducts, written out.
  private static double conductanceS(double low, double high, double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double outside = value < low ? low - value : value > high ? value - high : 0;
    return Math.min(1e-4, 1e-6 * Math.pow(10, outside / 0.05));
  }

  @Test
  void statesApartAreCounted() {
    SymbolWords stored = symbols(30, 17, 1);
    SymbolWords queries = symbols(9, 17, 2);
    int[] distance = search(multiBit("level: ideal"), stored, queries, 1).distance();
    for (int q = 0; q < 9; q++) {
      for (int r = 0; r < 30; r++) {
        int expected = 0;
        for (int j = 0; j < 17; j++) {
          expected += apart(stored.symbol()[r][j], queries.symbol()[q][j]);
        }
        assertEquals(expected, distance[q * 30 + r], q + ", " + r);
      }
    }
  }

  @Test
  void cellsOutsideTheirRangeAreCounted() {
    RangeWords stored = ranges(30, 17, 3);
    ValueWords queries = values(9, 17, 4);
    int[] distance = search(analog("level: ideal"), stored, queries, 1).distance();
    for (int q = 0; q < 9; q++) {
      for (int r = 0; r < 30; r++) {
        int outside = 0;
        for (int j = 0; j < 17; j++) {
          double value = queries.valueV()[q][j];
          outside += value < stored.lowV()[r][j] || value > stored.highV()[r][j] ? 1 : 0;
        }
        assertEquals(outside, distance[q * 30 + r], q + ", " + r);
      }
    }
  }

  /// Both ends belong to a range, and X on either side never conducts more than a match.
  @Test
  void endsAndDontCare() {
    double any = Double.POSITIVE_INFINITY;
    RangeWords stored = new RangeWords(new double[][] {{0.2}, {-any}, {0.3}}, new double[][] {{0.4}, {any}, {0.3}});
    ValueWords queries = new ValueWords(new double[][] {{0.2}, {0.4}, {0.3}, {Double.NaN}});
    int[] distance = search(analog("level: ideal"), stored, queries, 1).distance();
    assertArrayEquals(new int[] {0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, distance);
  }

  @ParameterizedTest
  @CsvSource({"lumped, 1", "lumped, 3", "ladder, 1", "ladder, 3"})
  void everyQueryMakesItsOwnLines(String level, int threads) {
    SymbolWords stored = symbols(11, 20, 5);
    SymbolWords queries = symbols(4, 20, 6);
    ArraySettings settings =
        multiBit("level: " + level, WIRES, "tile: { rows: 16, columns: 24 }", "sense: { kind: strobe, time: 300 ps }");
    double[] volts = search(settings, stored, queries, threads).voltageV();
    MatchLine line = settings.line(24);
    for (int q = 0; q < 4; q++) {
      for (int r = 0; r < 11; r++) {
        double[] g = new double[24];
        for (int j = 0; j < 20; j++) {
          int searched = queries.symbol()[q][j];
          g[j] = searched == SymbolWords.X ? 0 : 1 / STATES_OHM[apart(stored.symbol()[r][j], searched)];
        }
        assertEquals(voltage(settings, line, g, 300e-12), volts[q * 11 + r], 1e-9, q + ", " + r);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lumped", "ladder"})
  void farOutsideConductsMore(String level) {
    RangeWords stored = ranges(7, 9, 7);
    ValueWords queries = values(5, 9, 8);
    ArraySettings settings =
        analog("level: " + level, WIRES, "tile: { rows: 8, columns: 9 }", "sense: { kind: strobe, time: 50 ps }");
    double[] volts = search(settings, stored, queries, 1).voltageV();
    for (int q = 0; q < 5; q++) {
      for (int r = 0; r < 7; r++) {
        double[] g = new double[9];
        for (int j = 0; j < 9; j++) {
          g[j] = conductanceS(stored.lowV()[r][j], stored.highV()[r][j], queries.valueV()[q][j]);
        }
        assertEquals(voltage(settings, settings.line(9), g, 50e-12), volts[q * 7 + r], 1e-9, q + ", " + r);
      }
    }
  }

  /// V₀ e^(−tG/C) for one node, the kernel's ladder otherwise.
  private static double voltage(ArraySettings settings, MatchLine line, double[] g, double timeS) {
    if (settings.level() == Level.LUMPED) {
      double sum = 0;
      for (double siemens : g) {
        sum += siemens;
      }
      return line.prechargeV() * Math.exp(-timeS * sum / line.totalCapacitanceF());
    }
    try (Arena arena = Arena.ofConfined()) {
      Conductances row = Conductances.allocate(arena, 1, g.length);
      for (int j = 0; j < g.length; j++) {
        row.set(0, j, g[j], 0);
      }
      AnalogCells cells = AnalogCells.undriven(1, g.length, row.sl());
      Samples at = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, timeS), arena.allocate(JAVA_DOUBLE), 1).quickly();
      KERNELS.voltage(LineModel.LADDER, line, cells, cells.all(), at);
      return at.value().get(JAVA_DOUBLE, 0);
    }
  }

  /// Without spread the stored word itself wins, and its own states are the nearest.
  @ParameterizedTest
  @ValueSource(strings = {"lumped", "ladder"})
  void theStoredWordWins(String level) {
    int[][] symbol = {{0, 7, 3, 3}, {1, 6, 3, 4}, {7, 0, 0, 7}};
    SymbolWords words = new SymbolWords(symbol);
    Scores scores = search(multiBit("level: " + level), words, words, 1);
    for (int q = 0; q < 3; q++) {
      assertEquals(q, ArrayBench.best(scores, q));
    }
  }

  /// The factor of a cell is e^(σn): with spread the logarithms of single-cell lines' conductances scatter by σ.
  @Test
  void spreadIsThatOfTheDevice() {
    int rows = 4000;
    SymbolWords stored = new SymbolWords(new int[rows][1]);
    ArraySettings settings = multiBit(
        "level: lumped",
        "device: { model: ohmic, spread: 10 % }",
        "tile: { rows: 64, columns: 1 }",
        "sense: { kind: strobe, time: 5 ns }");
    double[] volts = search(settings, stored, new SymbolWords(new int[][] {{2}}), 1).voltageV();
    MatchLine line = settings.line(1);
    double sum = 0;
    double squares = 0;
    for (double volt : volts) {
      double g = -Math.log(volt / line.prechargeV()) * line.totalCapacitanceF() / 5e-9;
      double x = Math.log(g * STATES_OHM[2]);
      sum += x;
      squares += x * x;
    }
    double mean = sum / rows;
    assertEquals(0, mean, 4 * 0.1 / Math.sqrt(rows));
    assertEquals(0.1, Math.sqrt(squares / rows - mean * mean), 4 * 0.1 / Math.sqrt(2.0 * rows));
  }

  @Test
  void stuckCellsConductLikeTheirState() {
    SymbolWords stored = new SymbolWords(new int[200][1]);
    ArraySettings settings = multiBit(
        "level: lumped",
        "device: { model: ohmic, stuck-lrs: 100 % }",
        "tile: { rows: 64, columns: 1 }",
        "sense: { kind: strobe, time: 50 ps }");
    MatchLine line = settings.line(1);
    double expected = line.prechargeV() * Math.exp(-50e-12 / STATES_OHM[7] / line.totalCapacitanceF());
    for (double volt : search(settings, stored, new SymbolWords(new int[][] {{0}}), 1).voltageV()) {
      assertEquals(expected, volt, 1e-12);
    }
  }

  @Test
  void energyCountsTheSearchedCells() {
    ArraySettings settings = multiBit(
        "level: ladder", WIRES, "tile: { rows: 4, columns: 3 }", "cost: { search-line: 1 fF }",
        "sense: { kind: strobe, time: 100 ps }");
    SymbolWords stored = new SymbolWords(new int[][] {{1, 2, 3}});
    try (Workers workers = new Workers(1);
        TcamArray array = TcamArray.program(settings, stored, Chip.first(1), KERNELS, workers)) {
      List<SearchCost> costs = array.costs(new SymbolWords(new int[][] {{1, SymbolWords.X, 3}, {7, 7, 7}}), 0);
      assertEquals(2 * 4e-15, costs.get(0).searchLinesJ(), 1e-27);
      assertTrue(costs.get(1).matchLinesJ() > 10 * costs.get(0).matchLinesJ());
    }
  }

  @Test
  void wordsMustFitTheCell() {
    TernaryWords bits = TernaryWords.parse("01");
    SymbolWords states = new SymbolWords(new int[][] {{0, 8}});
    assertEquals("cell MCAM takes words of states", refusal(multiBit(), bits, bits));
    assertEquals("state 8 is above 7, the last of cell.states", refusal(multiBit(), states, states));
    assertEquals("cell 2T2R takes words of 0, 1 and X", refusal(ArrayBench.settings("cell: 2T2R"), states, states));
    assertEquals("cell ACAM is searched with values", refusal(analog(), ranges(1, 2, 1), ranges(1, 2, 1)));
  }

  private static String refusal(ArraySettings settings, CellWords stored, CellWords queries) {
    return assertThrows(IllegalArgumentException.class, () -> search(settings, stored, queries, 1)).getMessage();
  }

  @Test
  void statesMustFall() {
    String message = assertThrows(
            InvalidInputException.class,
            () -> ArrayBench.settings("cell: { kind: MCAM, states: [1 MΩ, 2 MΩ] }"))
        .getMessage();
    assertTrue(message.contains("states[1] = 2000000.0 Ω is not below states[0] = 1000000.0 Ω"), message);
  }

  /// One cell per line, three states from the searched one, 9.23 µS: σ = 3 % of it, and a third of the cells loses a tenth
  /// while a trap is occupied, half of the time.
  @Test
  void readsOfCellsAreNoisy() {
    String line = "level: lumped\ntile: { columns: 1 }\nsense: { kind: strobe, time: 100 ps }\n";
    int rows = 4000;
    SymbolWords stored = new SymbolWords(new int[rows][1]);
    SymbolWords query = new SymbolWords(new int[][] {{3}, {SymbolWords.X}});
    ArraySettings read = multiBit(line, "device: { model: ohmic, read-noise: { relative: 3 % } }");
    double[] volts = search(read, stored, query, 1).voltageV();
    double scale = read.line(1).totalCapacitanceF() / 100e-12;
    double nominal = 1 / 108.3e3;
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      double g = -scale * Math.log(volts[r]);
      sum += g - nominal;
      squares += (g - nominal) * (g - nominal);
      assertEquals(1, volts[rows + r], "nobody searches");
    }
    double sigma = 0.03 * nominal;
    assertEquals(0, sum / rows, 4 * sigma / Math.sqrt(rows));
    assertEquals(sigma, Math.sqrt(squares / rows), 4 * sigma / Math.sqrt(2.0 * rows));
    ArraySettings traps = multiBit(
        line, "device: { model: ohmic, telegraph: { cells: 33 %, amplitude: 10 %, amplitude-spread: 0 } }");
    long trapped = Arrays.stream(search(traps, stored, query, 1).voltageV(), 0, rows)
        .map(v -> -scale * Math.log(v) / nominal)
        .peek(g -> assertTrue(Math.abs(g - 1) < 1e-9 || Math.abs(g - 0.9) < 1e-9, "a third state"))
        .filter(g -> g < 0.95)
        .count();
    assertEquals(0.165 * rows, trapped, 4 * Math.sqrt(0.165 * 0.835 * rows));
  }

  /// Energy is that of the conductances that the search read.
  @Test
  void costsSeeTheNoiseOfTheSearch() {
    SymbolWords stored = symbols(5, 12, 21);
    SymbolWords queries = symbols(3, 12, 22);
    ArraySettings noisy = multiBit("device: { model: ohmic, read-noise: { relative: 20 % } }");
    try (Workers workers = new Workers(1);
        TcamArray array = TcamArray.program(noisy, stored, Chip.first(7), KERNELS, workers)) {
      assertEquals(array.costs(queries, 4), array.costs(queries, 4));
      assertNotEquals(array.costs(queries, 4), array.costs(queries, 5));
      assertEquals(array.costs(queries.rows(1, 2), 5).getFirst(), array.costs(queries, 4).get(1));
    }
  }
}
