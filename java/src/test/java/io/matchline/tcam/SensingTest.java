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
import io.matchline.noise.InputPair;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Kinds of sensing against the voltages and times that strobe and time-domain sensing read.
class SensingTest {
  private static final String TILE = "tile: { columns: 8 }";
  private static final TernaryWords STORED = TernaryWords.parse("11100000", "10000000", "00000011", "00000001");
  private static final TernaryWords ZERO = TernaryWords.parse("00000000");

  private static double[] score(String... lines) {
    return search(settings(lines), STORED, ZERO).score();
  }

  /// Rows that are reported.
  private static List<Integer> reported(Scores scores) {
    return IntStream.range(0, scores.rows()).filter(r -> scores.score()[r] > Scores.NOT_REPORTED).boxed().toList();
  }

  /// 3.356 mV·µm, 1 µm × 0.15 µm: √2 · 3.356 / √0.15 = 12.2543 mV.
  @Test
  void offsetFollowsPelgromsLaw() {
    InputPair pair = new InputPair(3.356e-3, 1e-6, 0.15e-6);
    assertEquals(12.2543e-3, pair.sigmaV(), 1e-7);
    assertEquals(pair.sigmaV() / 2, new InputPair(3.356e-3, 2e-6, 0.3e-6).sigmaV(), 1e-15);
    assertEquals(0, InputPair.NONE.sigmaV());
    ArraySettings array =
        settings("sense: { kind: strobe, pair: { a-vt: 3.356 mV, width: 1 µm, length: 0.15 µm } }");
    assertEquals(pair.sigmaV(), array.sense().offsetSigmaV());
    assertEquals(12e-3, settings("sense: { kind: loser, offset: 12 mV }").sense().offsetSigmaV());
  }

  /// Amplifiers of a pair have the offsets of amplifiers whose offset is given as the same number.
  @ParameterizedTest
  @ValueSource(strings = {"strobe", "time", "adc"})
  void aPairActsLikeItsOffset(String kind) {
    String pair = "sense: { kind: %s, pair: { a-vt: 3 mV, width: 500 nm, length: 500 nm } }".formatted(kind);
    String given = "sense: { kind: %s, offset: %s V }".formatted(kind, new InputPair(3e-3, 5e-7, 5e-7).sigmaV());
    assertArrayEquals(score(TILE, given), score(TILE, pair));
  }

  @Test
  void theWinnerHasTheHighestVoltageAndNoOtherRowIsReported() {
    Scores volts = search(settings(TILE), STORED, ZERO);
    Scores winner = search(settings(TILE, "sense: { kind: winner }"), STORED, ZERO);
    assertEquals(List.of(best(volts, 0)), reported(winner));
    assertEquals(3, best(winner, 0));
    assertEquals(volts.voltageV()[3], winner.voltageV()[3]);
    assertTrue(Double.isNaN(winner.voltageV()[0]));
    assertTrue(Arrays.stream(winner.distance()).allMatch(d -> d == Scores.NO_DISTANCE));
  }

  @Test
  void theLoserDetectorReportsTheLineThatFallsLast() {
    Scores times = search(settings(TILE, "sense: { kind: time }"), STORED, ZERO);
    Scores loser = search(settings(TILE, "sense: { kind: loser }"), STORED, ZERO);
    assertEquals(List.of(best(times, 0)), reported(loser));
    assertEquals(times.timeS()[3], loser.timeS()[3]);
    assertEquals(0.5, loser.voltageV()[3]);
  }

  /// Rows 1 and 3 have one mismatch each; where on the line it sits makes them differ by some millivolts or picoseconds.
  @ParameterizedTest
  @CsvSource({"winner, V, strobe", "loser, s, time"})
  void rowsWithinTheResolutionTie(String kind, String unit, String analog) {
    String wire = "wire: { resistance: 100 Ω }";
    double[] reading = score(TILE, wire, "sense: { kind: %s }".formatted(analog));
    double gap = Math.abs(reading[1] - reading[3]);
    assertTrue(gap > 0);
    String sense = "sense: { kind: %s, resolution: %s %s }";
    List<Integer> apart =
        reported(search(settings(TILE, wire, sense.formatted(kind, 0.999 * gap, unit)), STORED, ZERO));
    Scores together = search(settings(TILE, wire, sense.formatted(kind, 1.001 * gap, unit)), STORED, ZERO);
    assertEquals(List.of(reading[1] > reading[3] ? 1 : 3), apart);
    assertEquals(List.of(1, 3), reported(together));
    assertEquals(together.score()[1], together.score()[3]);
    assertEquals(1, best(together, 0), "ties go to the lowest row");
  }

  /// Row 0 wins the first tile, row 2 the second and the third; each tile sends one address, the lowest of a tie.
  @Test
  void tilesVoteWithOneAddressEach() {
    TernaryWords stored = TernaryWords.parse("0000" + "1111" + "1100", "0001" + "0011" + "1000", "0011" + "0001" + "1000");
    ArraySettings array = settings("level: lumped", "tile: { columns: 4 }", "sense: { kind: winner }");
    Scores scores = search(array, stored, TernaryWords.parse("0".repeat(12)));
    assertArrayEquals(new double[] {1, 1, 1}, scores.score());
    Scores two = search(array, TernaryWords.parse("0000" + "1111" + "1100", "0001" + "0011" + "1001",
        "0011" + "0001" + "1000"), TernaryWords.parse("0".repeat(12)));
    assertArrayEquals(new double[] {1, Scores.NOT_REPORTED, 2}, two.score());
    assertTrue(Double.isNaN(two.voltageV()[2]));
  }

  /// code = ⌊(V − low) / step⌋ inside the range, and the mismatches of a nominal line with the code's middle voltage.
  @Test
  void codesOfTheConverterAreEvenlySpaced() {
    double[] volts = score(TILE);
    Scores adc = search(settings(TILE, "sense: { kind: adc, codes: 4, low: 200 mV, high: 800 mV }"), STORED, ZERO);
    for (int r = 0; r < 4; r++) {
      double expected = Math.max(0, Math.min(3, Math.floor((volts[r] - 0.2) / 0.15)));
      assertEquals(expected, adc.score()[r], "row " + r);
      assertEquals(volts[r], adc.voltageV()[r]);
    }
    Scores fine = search(settings(TILE, "sense: { kind: adc, codes: 65536 }"), STORED, ZERO);
    assertArrayEquals(new int[] {3, 1, 2, 1}, fine.distance());
    assertEquals(3, best(fine, 0), "the far mismatch is slower");
    Scores coarse = search(settings(TILE, "sense: { kind: adc, codes: 8 }"), STORED, ZERO);
    assertEquals(coarse.score()[1], coarse.score()[3]);
  }

  /// Codes of several tiles add as mismatches.
  @Test
  void codesOfSeveralTilesAdd() {
    ArraySettings array = settings("tile: { columns: 4 }", "sense: { kind: adc, codes: 4096 }");
    assertArrayEquals(new int[] {3, 1, 2, 1}, search(array, STORED, ZERO).distance());
  }

  /// Voltages of matching lines differ by the converters' offsets only: σ within four standard errors.
  @Test
  void theConverterHasAnOffsetOfItsOwn() {
    int rows = 4000;
    TernaryWords stored = TernaryWords.of(new boolean[rows][4]);
    TernaryWords query = TernaryWords.parse("0000");
    String sense = "sense: { kind: adc, codes: 65536, offset: 5 mV, converter-offset: 20 mV }";
    String tile = "tile: { columns: 4 }";
    double quiet = search(settings(tile), stored, query).voltageV()[0];
    assertSigma(Math.hypot(5e-3, 20e-3), quiet, search(settings(tile, sense), stored, query).voltageV());
    assertSigma(5e-3, quiet, search(settings(tile, sense, "noise: { converter-offset: off }"), stored, query).voltageV());
    assertSigma(20e-3, quiet, search(settings(tile, sense, "noise: { sense-offset: off }"), stored, query).voltageV());
  }

  /// The strobe of a tile comes early or late for all rows alike: the voltage of a lumped line errs by σ_t V G / C.
  @Test
  void jitterMovesVoltagesByTheirSlope() {
    String[] line = {"level: lumped", "tile: { columns: 4 }", "sense: { kind: strobe, time: 40 ps, jitter: 200 fs }"};
    ArraySettings array = settings(line);
    TernaryWords stored = TernaryWords.parse("1100", "1100");
    TernaryWords queries = stored.rows(0, 1);
    double[] volts = new double[4000];
    TernaryWords zero = TernaryWords.parse("0000");
    try (Workers workers = new Workers(1);
        TcamArray chip = TcamArray.program(array, stored, Chip.first(7), Backends.open(Backend.FFM), workers)) {
      for (int s = 0; s < volts.length; s++) {
        double[] rows = chip.search(zero, s).voltageV();
        assertEquals(rows[0], rows[1]);
        volts[s] = rows[0];
      }
      assertTrue(chip.search(queries, 0).voltageV()[0] > volts[0]);
    }
    double rate = 2.02e-4 / array.line(4).totalCapacitanceF();
    double quiet = Math.exp(-40e-12 * rate);
    assertSigma(200e-15 * rate * quiet, quiet, volts);
  }

  private static void assertSigma(double sigma, double mean, double[] values) {
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertEquals(sigma, Math.sqrt(square), 4 * sigma / Math.sqrt(2.0 * values.length));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "kind: adc, low: 0.8 V, high: 0.3 V | high = 0.3 V is not above low = 0.8 V",
    "kind: adc, low: 1 V | sense.low = 1.0 V is not below precharge = 1.0 V",
    "kind: adc, codes: 1 | 1 is below 2, the minimum of adc",
    "kind: winner, offset: 1 mV, pair: { width: 1 um, length: 1 um } | the offset is given directly or follows from",
    "kind: time, pair: { width: 1 um } | width = 1.0E-6 m and length = 0.0 m: a gate needs both above 0 m",
    "kind: loser, reference: 1 V | sense.reference = 1.0 V is not between 2.0E-4 and 0.999999 of precharge",
    "kind: winner, resolution: 1 ps | 1 ps has the unit s; a value in V is needed",
    "kind: winner, codes: 4 | codes",
  })
  void badSensingIsRefused(String sense, String message) {
    var problem = assertThrows(InvalidInputException.class, () -> settings("sense: { %s }".formatted(sense)));
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }
}
