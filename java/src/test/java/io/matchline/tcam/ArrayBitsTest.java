package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.search;
import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scores of arrays that have been published; new kinds of noise and sensing leave their bits alone.
class ArrayBitsTest {
  private static final String DEVICE =
      "device: { model: rram-hfo2, spread: 10 %, cycle-spread: 5 %, stuck-hrs: 1 %, programming: milo }";
  private static final String OFF = "noise: { device-spread: off, cycle-spread: off, stuck-at: off, sense-offset: off,"
      + " strobe-jitter: off }";
  private static final String ON = "noise: { thermal: on }";

  private static TernaryWords words() {
    Random random = new Random(3);
    boolean[][] bits = new boolean[40][100];
    for (boolean[] row : bits) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextBoolean();
      }
    }
    return TernaryWords.of(bits);
  }

  /// Hashes of scores and distances as they were before there were winners, converters and noise of reads; the ladder has
  /// had seven poles since.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "kind: strobe, offset: 12 mV, jitter: 1 ps | 100 | false | -2031734873 | -798515452",
    "kind: strobe, offset: 12 mV, jitter: 1 ps | 100 | true | -1082980524 | -2031837968",
    "kind: strobe, offset: 12 mV, jitter: 1 ps | 64 | false | 577820417 | -1929618227",
    "kind: strobe, offset: 12 mV, jitter: 1 ps | 64 | true | 1283331841 | -2042798711",
    "kind: time, offset: 5 mV, codes: 20 | 100 | false | -552216212 | 64182964",
    "kind: time, offset: 5 mV, codes: 20 | 100 | true | 260364503 | 64182964",
    "kind: time, offset: 5 mV, codes: 20 | 64 | false | 936597249 | -610209780",
    "kind: time, offset: 5 mV, codes: 20 | 64 | true | 1056823041 | -1211598462",
  })
  void publishedBitsStay(String sense, int columns, boolean noisy, int score, int distance) {
    ArraySettings array =
        settings(DEVICE, "sense: { %s }".formatted(sense), "tile: { columns: %d }".formatted(columns), noisy ? ON : OFF);
    TernaryWords words = words();
    Scores scores = search(array, words, words.rows(0, 5));
    assertEquals(score, Arrays.hashCode(scores.score()));
    assertEquals(distance, Arrays.hashCode(scores.distance()));
  }
}
