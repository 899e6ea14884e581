package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Predicted winners against those of many programmed arrays, and against closed forms.
class PredictedSearchTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final int ROWS = 12;
  private static final int CHIPS = 400;

  /// Rows around a common centre, and queries that lie between their own row and the others.
  private static TernaryWords near(TernaryWords words, double flipped, long seed) {
    Random random = new Random(seed);
    boolean[][] bits = new boolean[words.rows()][words.cells()];
    for (int r = 0; r < bits.length; r++) {
      for (int j = 0; j < bits[r].length; j++) {
        bits[r][j] = words.cell(r, j) == Trit.ONE ^ random.nextDouble() < flipped;
      }
    }
    return TernaryWords.of(bits);
  }

  private static TernaryWords centre(int cells) {
    return near(TernaryWords.of(new boolean[ROWS][cells]), 0, 1);
  }

  private static double predicted(ArraySettings array, TernaryWords stored, TernaryWords queries) {
    try (Workers alone = new Workers(1)) {
      PredictedSearch search = PredictedSearch.Kind.of(array, stored.cells(), KERNELS).search(stored, queries, alone);
      double right = 0;
      for (int q = 0; q < queries.rows(); q++) {
        int own = q;
        right += search.winning(q, row -> row == own);
      }
      return right / queries.rows();
    }
  }

  private static double measured(ArraySettings array, TernaryWords stored, TernaryWords queries) {
    int right = 0;
    try (Workers alone = new Workers(1)) {
      for (int chip = 0; chip < CHIPS; chip++) {
        try (TcamArray programmed = TcamArray.program(array, stored, new Chip(5, chip, 0), KERNELS, alone)) {
          Scores scores = programmed.search(queries, 0);
          for (int q = 0; q < queries.rows(); q++) {
            right += ArrayBench.best(scores, q) == q ? 1 : 0;
          }
        }
      }
    }
    return (double) right / CHIPS / queries.rows();
  }

  /// 4,800 searches each: a standard deviation of at most 0.7 points. Where cells fluctuate, few of them make most of the
  /// variance, and normal numbers of that variance err more often than these cells.
  @ParameterizedTest
  @CsvSource({
    "64, 64, LADDER, relative: 20 %, 0.02", "256, 64, LADDER, relative: 20 %, 0.02",
    "256, 64, ELMORE, relative: 20 %, 0.02", "128, 32, LUMPED, relative: 20 %, 0.02",
    "64, 64, LADDER, fluctuation: power-law, 0.04", "256, 64, LADDER, fluctuation: power-law, 0.04",
    "128, 32, LUMPED, fluctuation: power-law, 0.04"
  })
  void agreesWithProgrammedArrays(int cells, int columns, Level level, String noise, double allowed) {
    ArraySettings array = settings(
        "device: { model: rram-hfo2, lrs: 6.66667 kΩ, programming-sigma: 5 µS, read-noise: { %s } }".formatted(noise),
        "wire: { resistance: 1 Ω, capacitance: 0.2 fF }", "tile: { columns: %d }".formatted(columns),
        "sense: { kind: strobe, offset: 12 mV }", "level: " + level.key());
    TernaryWords stored = near(centre(cells), cells > 64 ? 0.008 : 0.02, 2);
    TernaryWords queries = near(stored, cells > 64 ? 0.05 : 0.08, 3);
    double predicted = predicted(array, stored, queries);
    double measured = measured(array, stored, queries);
    assertTrue(predicted > 0.3 && predicted < 0.95, "predicted " + predicted);
    assertEquals(measured, predicted, allowed);
  }

  /// Two rows whose lines are compared themselves: P = Φ(Δ/σ), as the margin has it.
  @Test
  void twoLinesAreAMargin() {
    ArraySettings array = settings(
        "device: { model: rram-hfo2, spread: 5 % }", "level: lumped", "tile: { columns: 32 }",
        "sense: { kind: strobe, offset: 40 mV }");
    TernaryWords stored = TernaryWords.parse("1".repeat(30) + "00", "1".repeat(29) + "000");
    TernaryWords query = TernaryWords.parse("1".repeat(32));
    ReadingMoments moments = ReadingMoments.ofFalls(array, KERNELS);
    double sigma = Math.sqrt(moments.variance()[2] + moments.variance()[3]);
    double wanted = 1 - NormalTail.above(moments.mean()[3] - moments.mean()[2], sigma);
    assertTrue(wanted > 0.6 && wanted < 0.999, "wanted " + wanted);
    try (Workers alone = new Workers(1)) {
      PredictedSearch search = PredictedSearch.Kind.of(array, stored.cells(), KERNELS).search(stored, query, alone);
      assertEquals(wanted, search.winning(0, row -> row == 0), 2e-3);
      assertEquals(1, search.winning(0, row -> true), 1e-6);
    }
  }

  /// Without noise equal codes go to the lowest row.
  @Test
  void tiesGoToTheLowestRow() {
    ArraySettings array = settings("level: lumped", "tile: { columns: 8 }");
    TernaryWords stored = TernaryWords.parse("1111111100000001", "1111111000000000", "1111111100000010");
    TernaryWords query = TernaryWords.parse("1111111100000000");
    try (Workers alone = new Workers(1)) {
      PredictedSearch search = PredictedSearch.Kind.of(array, stored.cells(), KERNELS).search(stored, query, alone);
      assertEquals(1, search.winning(0, row -> row == 0), 1e-9);
      assertEquals(0, search.winning(0, row -> row > 0), 1e-9);
    }
  }

  @Test
  void whatHasNoClosedFormIsRefused() {
    for (String line : new String[] {
      "level: ideal", "sense: { kind: time }", "sense: { kind: strobe, jitter: 1 ps }", "tile: { columns: 2 }"
    }) {
      ArraySettings array = settings(line);
      assertThrows(IllegalArgumentException.class, () -> PredictedSearch.Kind.of(array, 3, KERNELS), line);
    }
  }

  @Test
  void tableOfTheNormalTail() {
    for (double x = -10; x < 10; x += 0.00317) {
      assertEquals(NormalTail.above(x), NormalTail.tabulated(2 * x, 2), 5e-7);
    }
  }
}
