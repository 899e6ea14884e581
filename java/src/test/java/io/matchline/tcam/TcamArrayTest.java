package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.best;
import static io.matchline.tcam.ArrayBench.search;
import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays against counting by hand, closed forms, and the mistakes that other tools make.
class TcamArrayTest {
  /// `rows` random words of `cells` cells.
  private static TernaryWords random(int rows, int cells, long seed) {
    Random random = new Random(seed);
    boolean[][] bits = new boolean[rows][cells];
    for (boolean[] row : bits) {
      for (int j = 0; j < cells; j++) {
        row[j] = random.nextBoolean();
      }
    }
    return TernaryWords.of(bits);
  }

  private static int mismatches(TernaryWords stored, int row, TernaryWords queries, int query) {
    int count = 0;
    for (int j = 0; j < stored.cells(); j++) {
      count += stored.cell(row, j).mismatches(queries.cell(query, j)) ? 1 : 0;
    }
    return count;
  }

  private static String level(Level level) {
    return "level: " + level.key();
  }

  /// A row of don't-cares matches everything; comparing its symbols with != would make it the farthest of all.
  @ParameterizedTest
  @EnumSource(value = Level.class, mode = EnumSource.Mode.EXCLUDE, names = "LADDER_TABLE")
  void anAllXRowIsAtDistanceZeroFromEverything(Level level) {
    TernaryWords stored = TernaryWords.parse("00000000", "XXXXXXXX", "11111111");
    TernaryWords queries = TernaryWords.parse("10110100", "XXXXXXXX");
    Scores scores = search(settings(level(level), "tile: { columns: 8 }"), stored, queries);
    assertEquals(0, scores.distance()[scores.index(0, 1)]);
    assertEquals(1, best(scores, 0));
    assertArrayEquals(new int[] {0, 0, 0}, Arrays.copyOfRange(scores.distance(), 3, 6));
  }

  /// Equal counts give exactly equal scores where position does not matter, so ties are ties and go to the lowest row.
  @ParameterizedTest
  @EnumSource(value = Level.class, names = {"IDEAL", "LUMPED", "LUMPED_RP"})
  void rowsWithEqualCountsTieExactly(Level level) {
    TernaryWords stored = TernaryWords.parse("1110000000", "0000000111", "0101010000", "1000000000");
    TernaryWords query = TernaryWords.parse("0000000000");
    Scores scores = search(settings(level(level), "tile: { columns: 10 }"), stored, query);
    assertEquals(scores.score()[0], scores.score()[1]);
    assertEquals(scores.score()[0], scores.score()[2]);
    assertArrayEquals(new int[] {3, 3, 3, 1}, scores.distance());
  }

  /// Without wire resistance and spread, every level sees the number of mismatches, across tiles in both directions.
  @ParameterizedTest
  @EnumSource(value = Level.class, mode = EnumSource.Mode.EXCLUDE, names = "LADDER_TABLE")
  void codesAreMismatchCountsOnIdealLines(Level level) {
    TernaryWords stored = random(150, 100, 1);
    TernaryWords queries = random(9, 100, 2);
    ArraySettings array =
        settings(level(level), "wire: { resistance: 0 Ω }", "tile: { rows: 64, columns: 48 }");
    Scores scores = search(array, stored, queries);
    for (int q = 0; q < 9; q++) {
      for (int r = 0; r < 150; r++) {
        assertEquals(mismatches(stored, r, queries, q), scores.distance()[scores.index(q, r)], "row " + r);
      }
    }
  }

  /// The nearest row may be on any row tile.
  @Test
  void theBestMatchIsFoundBeyondTheFirstRowTile() {
    TernaryWords stored = random(200, 64, 3);
    ArraySettings array = settings("tile: { rows: 64, columns: 64 }", "level: ladder");
    for (int row : new int[] {0, 63, 64, 130, 199}) {
      assertEquals(row, best(search(array, stored, stored.rows(row, row + 1)), 0));
    }
  }

  /// Row 0 is nearest in total; rows 1 and 2 each win one tile. Votes per tile would lose it, adding codes does not.
  @ParameterizedTest
  @ValueSource(strings = {"lumped", "ladder"})
  void aColumnSplitKeepsTheTrueNearest(String level) {
    TernaryWords stored = TernaryWords.parse("1000" + "1000", "0000" + "1111", "1111" + "0000");
    TernaryWords query = TernaryWords.parse("0000" + "0000");
    ArraySettings array = settings("level: " + level, "tile: { columns: 4 }");
    Scores scores = search(array, stored, query);
    assertArrayEquals(new int[] {2, 4, 4}, scores.distance());
    assertEquals(0, best(scores, 0));
  }

  /// Unused rows and columns of partly filled tiles are neither results nor mismatches.
  @ParameterizedTest
  @EnumSource(value = Level.class, mode = EnumSource.Mode.EXCLUDE, names = "LADDER_TABLE")
  void paddingNeverWins(Level level) {
    TernaryWords stored = TernaryWords.parse("1".repeat(5), "1".repeat(4) + "0");
    TernaryWords query = TernaryWords.parse("0".repeat(5));
    Scores scores = search(settings(level(level), "tile: { rows: 64, columns: 4 }"), stored, query);
    assertEquals(2, scores.rows());
    assertEquals(1, best(scores, 0));
    assertArrayEquals(new int[] {5, 4}, scores.distance());
  }

  @Test
  void aNearMismatchDischargesFasterThanAFarOne() {
    TernaryWords stored = TernaryWords.parse("1" + "0".repeat(127), "0".repeat(127) + "1");
    TernaryWords query = TernaryWords.parse("0".repeat(128));
    double[] near = search(settings("wire: { resistance: 20 Ω }"), stored, query).voltageV();
    assertTrue(near[0] < near[1], Arrays.toString(near));
    double[] far = search(settings("wire: { resistance: 20 Ω }", "sense-end: far"), stored, query).voltageV();
    assertTrue(far[1] < far[0], Arrays.toString(far));
  }

  @Test
  void timeDomainAndStrobeAgreeOnTheOrder() {
    TernaryWords stored = random(60, 64, 5);
    TernaryWords queries = random(5, 64, 6);
    Scores volts = search(settings("tile: { columns: 64 }"), stored, queries);
    Scores times = search(settings("tile: { columns: 64 }", "sense: { kind: time }"), stored, queries);
    for (int q = 0; q < 5; q++) {
      assertEquals(best(volts, q), best(times, q));
      for (int r = 0; r < 60; r++) {
        int i = volts.index(q, r);
        assertEquals(volts.distance()[i], times.distance()[i], 1, "row " + r);
      }
    }
  }

  /// One cell per line at level lumped: the voltage gives the conductance back, whose logarithm is normal.
  @Test
  void deviceSpreadIsLogNormal() {
    int rows = 4000;
    TernaryWords stored = TernaryWords.of(new boolean[rows][1]);
    ArraySettings array =
        settings(
            "device: { model: ohmic, lrs: 10 kΩ, hrs: 1 GΩ, spread: 20 % }",
            "level: lumped",
            "tile: { columns: 1 }",
            "sense: { kind: strobe, time: 10 ps }");
    double[] volts = search(array, stored, TernaryWords.parse("1")).voltageV();
    double[] logs = Arrays.stream(volts).map(v -> Math.log(-Math.log(v) * array.line(1).totalCapacitanceF() / 10e-12)).toArray();
    double mean = Arrays.stream(logs).average().orElseThrow();
    double sigma = Math.sqrt(Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / (rows - 1));
    assertEquals(Math.log(1e-4), mean, 4 * 0.2 / Math.sqrt(rows));
    assertEquals(0.2, sigma, 4 * 0.2 / Math.sqrt(2.0 * rows));
  }

  /// Matching lines hardly move, so what varies is the amplifier: σ² = kT/C + offset².
  @Test
  void thermalNoiseIsFreshAndOffsetsStay() {
    int rows = 3000;
    TernaryWords stored = TernaryWords.of(new boolean[rows][4]);
    TernaryWords queries = TernaryWords.parse("0000", "0000");
    ArraySettings quiet = settings("tile: { columns: 4 }");
    ArraySettings noisy =
        settings("tile: { columns: 4 }", "sense: { kind: strobe, offset: 12 mV }", "noise: { thermal: on }");
    double level = search(quiet, stored, queries).voltageV()[0];
    double[] volts = search(noisy, stored, queries).voltageV();
    double thermal = Math.sqrt(1.380649e-23 * 300 / noisy.line(4).totalCapacitanceF());
    assertEquals(Math.hypot(thermal, 12e-3), sigma(volts, 0, rows, i -> level), 0.05 * 12e-3);
    assertEquals(Math.sqrt(2) * thermal, sigma(volts, 0, rows, i -> volts[rows + i]), 0.05 * Math.sqrt(2) * thermal);
  }

  private static double sigma(double[] values, int begin, int count, IntToDoubleFunction centre) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double error = values[begin + i] - centre.applyAsDouble(i);
      sum += error * error;
    }
    return Math.sqrt(sum / count);
  }

  @Test
  void stuckCellsConductAsTheyAreStuck() {
    TernaryWords stored = TernaryWords.of(new boolean[500][64]);
    TernaryWords query = TernaryWords.parse("0".repeat(64));
    ArraySettings array =
        settings(
            "device: { model: ohmic, lrs: 10 kΩ, hrs: 1 GΩ, stuck-lrs: 10 % }",
            "wire: { resistance: 0 Ω }",
            "tile: { columns: 64 }");
    double mean = Arrays.stream(search(array, stored, query).distance()).average().orElseThrow();
    assertEquals(6.4, mean, 4 * Math.sqrt(64 * 0.1 * 0.9 / 500));
  }

  @Test
  void measuredNominalConductancesActLikeProgrammedOnes() {
    TernaryWords stored = random(20, 40, 8);
    TernaryWords queries = random(3, 40, 9);
    double[][][] measured = new double[20][40][2];
    for (int r = 0; r < 20; r++) {
      for (int j = 0; j < 40; j++) {
        boolean one = stored.cell(r, j) == Trit.ONE;
        measured[r][j] = new double[] {one ? 1e-6 : 1e-4, one ? 1e-4 : 1e-6};
      }
    }
    ArraySettings array = settings("tile: { columns: 64 }");
    try (Workers workers = new Workers(1);
        TcamArray chip =
            TcamArray.measured(array, measured, Chip.first(7), Backends.open(Backend.FFM), workers)) {
      assertArrayEquals(search(array, stored, queries).voltageV(), chip.search(queries, 0).voltageV());
    }
  }

  @Test
  void everyBackendAndThreadCountGivesTheSameBits() {
    TernaryWords stored = random(77, 150, 10);
    TernaryWords queries = random(11, 150, 11);
    ArraySettings array =
        settings(
            "device: { model: rram-hfo2, spread: 10 %, cycle-spread: 5 %, stuck-hrs: 1 %, programming: milo }",
            "sense: { kind: strobe, offset: 12 mV, jitter: 1 ps }",
            "noise: { thermal: on }",
            "tile: { rows: 32, columns: 64 }");
    List<Scores> all = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      for (int threads : new int[] {1, 2, 3, 7}) {
        all.add(search(array, stored, queries, Backends.open(backend), threads, 5));
      }
    }
    for (Scores scores : all) {
      assertArrayEquals(all.getFirst().distance(), scores.distance());
    }
  }

  @Test
  void wrongWidthAndImpossibleSettingsAreRefused() {
    TernaryWords stored = random(4, 8, 12);
    assertThrows(IllegalArgumentException.class, () -> search(settings(), stored, random(1, 9, 13)));
    assertThrows(RuntimeException.class, () -> settings("cell: 16T", "device: { model: fefet }"));
    assertThrows(RuntimeException.class, () -> settings("level: ladder", "series-resistance: 10 Ω"));
    assertThrows(RuntimeException.class, () -> settings("sense: { kind: time, reference: 1 V }"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.9999995", "0.999999", "0.0002", "1.5"})
  void aReferenceWithoutAccurateCrossingsIsRefusedWithBothBounds(String referenceV) {
    var problem = assertThrows(
        InvalidInputException.class, () -> settings("sense: { kind: time, reference: %s V }".formatted(referenceV)));
    String rule = "sense.reference = %s V is not between 2.0E-4 and 0.999999 of precharge = 1.0 V, "
        + "where crossing times are accurate";
    assertTrue(problem.getMessage().contains(rule.formatted(Double.valueOf(referenceV))), problem.getMessage());
  }
}
