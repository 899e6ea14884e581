package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The closed forms of a margin against the kernels, and their parts against tables and finite differences.
class MarginEstimateTest {
  private static final int CELLS = 48;
  private static final double CONDUCTANCE_S = 1e-5;
  private static final Kernels KERNELS = Backends.open(Backend.FFM);

  /// A line with the load R · G of all its cells together.
  private static MatchLine line(SenseEnd sense, double load) {
    double wireOhm = load / (CELLS * CONDUCTANCE_S * CELLS);
    return new MatchLine(CELLS, sense, wireOhm, 0.5e-15, 4e-15, 0, 1, 0);
  }

  private static double[] random(long seed) {
    Random random = new Random(seed);
    return random.doubles(CELLS, 0, 2 * CONDUCTANCE_S).toArray();
  }

  /// −ln(V) of the line at a level.
  private static double seen(MatchLine line, double[] conductanceS, double atS, Level level) {
    try (Arena arena = Arena.ofConfined();
        Workers alone = new Workers(1)) {
      Conductances cells = Conductances.allocate(arena, 1, CELLS);
      for (int j = 0; j < CELLS; j++) {
        cells.set(0, j, conductanceS[j], 0);
      }
      TernaryWords all = TernaryWords.parse("1".repeat(CELLS));
      return -Math.log(new KernelLines(level.model(), KERNELS, alone).voltagesV(line, cells, all, atS)[0][0]);
    }
  }

  private static void assertGradient(BiFunction<double[], Double, Fall> form, double atS) {
    double[] g = random(5);
    Fall fall = form.apply(g, atS);
    for (int j = 0; j < CELLS; j += 7) {
      double step = 1e-4 * g[j];
      double[] more = g.clone();
      double[] less = g.clone();
      more[j] += step;
      less[j] -= step;
      double slope = (form.apply(more, atS).value() - form.apply(less, atS).value()) / (2 * step);
      assertEquals(slope, fall.gradient()[j], 1e-5 * Math.abs(slope));
    }
  }

  /// What is left out is of second order in the load: halving it leaves a quarter.
  @ParameterizedTest
  @EnumSource
  void theFirstOrderLineIsElmoresToSecondOrder(SenseEnd sense) {
    double[] g = random(3);
    double[] error = new double[2];
    for (int i = 0; i < 2; i++) {
      MatchLine line = line(sense, i == 0 ? 0.2 : 0.1);
      double atS = line.totalCapacitanceF() / (CELLS * CONDUCTANCE_S);
      double wanted = seen(line, g, atS, Level.ELMORE);
      error[i] = Math.abs(new FirstOrderLine(line, true).fall(g, atS).value() - wanted);
      assertEquals(new FirstOrderLine(line, false).fall(g, atS).value(), seen(line, g, atS, Level.LUMPED), 1e-12);
      assertGradient(new FirstOrderLine(line, true)::fall, atS);
    }
    assertTrue(error[0] < 2e-3, "off by " + error[0]);
    assertTrue(error[1] < 0.3 * error[0], error[0] + " " + error[1]);
  }

  /// From a tenth of a time constant to three, cells at random places; a continuous wire and 64 modes leave 1 %.
  @ParameterizedTest
  @CsvSource({"NEAR, 0.05, 2e-3", "NEAR, 0.2, 4e-3", "FAR, 0.05, 2e-3", "FAR, 0.2, 6e-3"})
  void modesFollowTheLadder(SenseEnd sense, double load, double allowed) {
    MatchLine line = line(sense, load);
    LineModes modes = new LineModes(line);
    for (long seed = 0; seed < 5; seed++) {
      double[] g = random(seed);
      for (double constants : new double[] {0.1, 0.3, 1, 3}) {
        double atS = constants * line.totalCapacitanceF() / (CELLS * CONDUCTANCE_S);
        double wanted = seen(line, g, atS, Level.LADDER);
        assertEquals(1, modes.fall(g, atS).value() / wanted, allowed, constants + " time constants, seed " + seed);
        assertGradient(modes::fall, atS);
      }
    }
  }

  /// M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, table 26.1, and values further out by Python's
  /// math.erfc.
  @ParameterizedTest
  @CsvSource({
    "0, 0.5", "0.5, 0.308537538725986896", "1, 0.158655253931457051", "1.96, 0.024997895148220435",
    "2, 0.0227501319481792072", "3, 0.00134989803163009453", "6, 9.86587645037698141e-10", "10, 7.61985302416052607e-24"
  })
  void theTailIsThatOfTheTables(double x, double wanted) {
    assertEquals(1, NormalTail.above(x) / wanted, 1e-12);
    assertEquals(1 - wanted, NormalTail.above(-x), 1e-15);
  }

  /// One mismatch at either end takes 0.984 and 1.057 times the lumped line's time to half at R M G = 0.1, by an
  /// eigen-decomposition.
  @Test
  void oneMismatchIsAsFastAsItsPlaceSays() {
    for (double[] placeAndRatio : new double[][] {{0, 0.984}, {CELLS - 1, 1.057}}) {
      double onS = 1e-4;
      MatchLine line = new MatchLine(CELLS, SenseEnd.NEAR, 0.1 / (CELLS * onS), 0.5e-15, 1e-18, 0, 1, 0);
      double[] g = new double[CELLS];
      g[(int) placeAndRatio[0]] = onS;
      double halfS = placeAndRatio[1] * Math.log(2) * line.totalCapacitanceF() / onS;
      assertEquals(Math.log(2), new LineModes(line).fall(g, halfS).value(), 0.005 * Math.log(2));
    }
  }

  /// k (k − 1) ρ > 1 / (0.574 + 0.148), the two coefficients of {@link LineModes}: ½ + 1.2/√ρ.
  @ParameterizedTest
  @CsvSource({"0.01", "0.03", "0.1", "0.3", "1", "3"})
  void theRankingFlipsByItsRule(double load) {
    ArraySettings array = settings(
        "device: { model: ohmic, hrs: 1 GΩ }", "near-capacitance: 0 F", "tile: { columns: 256 }",
        "wire: { resistance: %s Ω }".formatted(load / (256 * 1e-4)));
    RankingFlips flips = RankingFlips.of(array, 64, KERNELS);
    assertEquals(load, flips.load(), 1e-12);
    assertEquals(Math.ceil(0.5 + 1.2 / Math.sqrt(load)), flips.onset());
  }

  @Test
  void withoutWiresNothingFlips() {
    ArraySettings array = settings("wire: { resistance: 0 Ω }", "tile: { columns: 64 }");
    assertEquals(0, RankingFlips.of(array, 64, KERNELS).onset());
  }
}
