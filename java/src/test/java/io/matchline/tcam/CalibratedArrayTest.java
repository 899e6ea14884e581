package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Arrays at level `ladder-table` with tables of ohmic cells, against the exact ladder of the same cells.
class CalibratedArrayTest {
  private static final String PLAIN = "device: { model: ohmic, lrs: 10 kΩ, hrs: 1 MΩ }";
  private static final String WIRE = "wire: { resistance: 20 Ω, capacitance: 0.2 fF }";
  private static final String TILE = "tile: { rows: 64, columns: 32 }";

  @TempDir private Path folder;

  private String calibration;

  @BeforeEach
  void writeTheTable() throws IOException {
    StringBuilder table = new StringBuilder("V,I_mismatch_A,I_match_A,C_mismatch_F,C_match_F\n");
    for (double v : new double[] {0, 0.3, 0.7, 1.2}) {
      table.append("%s,%s,%s,0.363e-15,0.363e-15%n".formatted(v, 1e-4 * v, 1e-6 * v));
    }
    Path file = Files.writeString(folder.resolve("cell.csv"), table);
    calibration =
        "calibration: { kind: measured, table: %s, start-voltage: 1 V, start-offset: %%s }".formatted(file);
  }

  private ArraySettings tables(String offset, String... more) {
    return ArrayBench.settings(
        "level: ladder-table", calibration.formatted(offset), PLAIN, WIRE, TILE, String.join("\n", more));
  }

  private static TernaryWords words(int rows, long seed) {
    Random random = new Random(seed);
    String[] words = new String[rows];
    for (int r = 0; r < rows; r++) {
      StringBuilder word = new StringBuilder();
      for (int j = 0; j < 32; j++) {
        word.append(random.nextInt(8) == 0 ? 'X' : (char) ('0' + random.nextInt(2)));
      }
      words[r] = word.toString();
    }
    return TernaryWords.parse(words);
  }

  @Test
  void ohmicTablesReadLikeTheLadder() {
    String half = "1".repeat(16) + "0".repeat(16);
    TernaryWords stored = TernaryWords.parse("10".repeat(16), "01".repeat(16), "1".repeat(32), half);
    TernaryWords queries = TernaryWords.parse("10".repeat(16), "1".repeat(28) + "0000", "0000" + "1".repeat(28));
    for (String sense : List.of("{ kind: strobe, time: 10 ps }", "{ kind: time, reference: 0.6 V }")) {
      Scores ladder = ArrayBench.search(
          ArrayBench.settings("level: ladder", PLAIN, WIRE, TILE, "sense: " + sense), stored, queries);
      Scores tables = ArrayBench.search(tables("0 s", "sense: " + sense), stored, queries);
      double[] expected = sense.contains("strobe") ? ladder.voltageV() : ladder.timeS();
      double[] actual = sense.contains("strobe") ? tables.voltageV() : tables.timeS();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-3 * expected[i], sense + " " + i);
      }
      for (int q = 0; q < queries.rows(); q++) {
        assertEquals(ArrayBench.best(ladder, q), ArrayBench.best(tables, q));
      }
    }
  }

  @Test
  void aLaterStartShiftsEveryCrossing() {
    TernaryWords stored = TernaryWords.parse("10".repeat(16), "1".repeat(32));
    TernaryWords query = TernaryWords.parse("1".repeat(31) + "0");
    String sense = "sense: { kind: time, reference: 0.6 V }";
    double[] now = ArrayBench.search(tables("0 s", sense), stored, query).timeS();
    double[] later = ArrayBench.search(tables("3 ps", sense), stored, query).timeS();
    for (int r = 0; r < now.length; r++) {
      assertEquals(now[r] + 3e-12, later[r], 1e-20);
    }
  }

  @Test
  void codesCountMismatchesOnIdealWires() {
    ArraySettings settings = ArrayBench.settings(
        "level: ladder-table", calibration.formatted("0 s"), PLAIN, "wire: { resistance: 0 Ω }", TILE);
    TernaryWords stored = words(20, 1);
    TernaryWords queries = words(5, 2);
    Scores scores = ArrayBench.search(settings, stored, queries);
    for (int q = 0; q < queries.rows(); q++) {
      for (int r = 0; r < stored.rows(); r++) {
        int count = 0;
        for (int j = 0; j < stored.cells(); j++) {
          count += stored.cell(r, j).mismatches(queries.cell(q, j)) ? 1 : 0;
        }
        assertEquals(count, scores.distance()[scores.index(q, r)]);
      }
    }
  }

  @Test
  void backendsAndThreadsGiveTheSameBits() {
    TernaryWords stored = words(20, 3);
    TernaryWords queries = words(3, 4);
    Scores one = ArrayBench.search(tables("1 ps"), stored, queries);
    Scores other =
        ArrayBench.search(tables("1 ps"), stored, queries, Backends.open(Backend.JAVA), 3, 0);
    assertArrayEquals(one.voltageV(), other.voltageV());
  }

  @Test
  void levelAndCalibrationGoTogether() {
    String none = assertThrows(InvalidInputException.class, () -> ArrayBench.settings("level: ladder-table")).getMessage();
    assertTrue(none.contains("calibration = none"), none);
    String unread =
        assertThrows(InvalidInputException.class, () -> ArrayBench.settings(calibration.formatted("0 s"))).getMessage();
    assertTrue(unread.contains("calibration is read by level ladder-table only, the level is ladder"), unread);
    String missing = assertThrows(
        InvalidInputException.class,
        () -> ArrayBench.settings("level: ladder-table", calibration.formatted("0 s").replace("cell.csv", "sell.csv")))
        .getMessage();
    assertTrue(missing.contains("sell.csv"), missing);
  }
}
