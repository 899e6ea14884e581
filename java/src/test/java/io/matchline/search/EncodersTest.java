package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Chip;
import io.matchline.tcam.Scores;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Codes against the distances that they stand for, searched in arrays.
class EncodersTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final int ROWS = 40;
  private static final int QUERIES = 25;
  private static final int DIMENSIONS = 9;

  private static float[][] embeddings(int seed, int rows, int dimensions) {
    Random random = new Random(seed);
    float[][] e = new float[rows][dimensions];
    for (float[] row : e) {
      for (int d = 0; d < dimensions; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return e;
  }

  private static ArraySettings array(String text) {
    return ConfigReader.read("test.yaml", text, ArraySettings.class);
  }

  /// Distances at level ideal, `[queries][rows]`.
  private static int[][] distances(Features features, String cell, float[][] stored, float[][] queries) {
    ArraySettings settings = array("{ cell: " + cell + ", device: ohmic, level: ideal }");
    features.requireFor(settings.cell());
    Encoder encoder = features.encoder(KERNELS, 3, stored[0].length);
    Reference reference = Reference.of(stored);
    try (Workers workers = new Workers(1);
        TcamArray array = TcamArray.program(
            settings, encoder.stored(stored, reference), Chip.first(1), KERNELS, workers)) {
      Scores scores = array.search(encoder.searched(queries, reference), 0);
      int[][] distance = new int[queries.length][stored.length];
      for (int q = 0; q < queries.length; q++) {
        for (int row = 0; row < stored.length; row++) {
          distance[q][row] = scores.distance()[scores.index(q, row)];
        }
      }
      return distance;
    }
  }

  /// Nearest of `count` evenly spaced values over the range of all numbers of the rows, in plain arithmetic.
  private static int[][] levels(float[][] e, float[][] stored, int count) {
    double lowest = Double.MAX_VALUE;
    double highest = -Double.MAX_VALUE;
    for (float[] row : stored) {
      for (float v : row) {
        lowest = Math.min(lowest, v);
        highest = Math.max(highest, v);
      }
    }
    int[][] level = new int[e.length][e[0].length];
    for (int r = 0; r < e.length; r++) {
      for (int d = 0; d < e[r].length; d++) {
        double best = Double.MAX_VALUE;
        for (int l = 0; l < count; l++) {
          double away = Math.abs(e[r][d] - (lowest + l * (highest - lowest) / (count - 1)));
          if (away <= best) {
            best = away;
            level[r][d] = l;
          }
        }
      }
    }
    return level;
  }

  private static int l1(int[] a, int[] b) {
    return IntStream.range(0, a.length).map(d -> Math.abs(a[d] - b[d])).sum();
  }

  private static int linf(int[] a, int[] b) {
    return IntStream.range(0, a.length).map(d -> Math.abs(a[d] - b[d])).max().orElseThrow();
  }

  @Test
  void mismatchesOfThermometersAreL1OfIntegers() {
    float[][] stored = embeddings(1, ROWS, DIMENSIONS);
    float[][] queries = embeddings(2, QUERIES, DIMENSIONS);
    for (int count : new int[] {2, 3, 8, 33}) {
      int[][] s = levels(stored, stored, count);
      int[][] q = levels(queries, stored, count);
      int[][] distance = distances(new Thermometer(count), "2T2R", stored, queries);
      int[][] states = distances(new Cube(count, 0), "2T2R", stored, queries);
      for (int i = 0; i < QUERIES; i++) {
        for (int r = 0; r < ROWS; r++) {
          assertEquals(l1(s[r], q[i]), distance[i][r]);
          assertEquals(distance[i][r], states[i][r], "a cube of radius 0 is a point");
        }
      }
    }
  }

  /// A query without a mismatch lies in the cube, and no other does; its mismatches are what it lies outside by.
  @Test
  void exactMatchesOfCubesAreThoseWithinTheRadius() {
    float[][] stored = embeddings(3, ROWS, DIMENSIONS);
    float[][] queries = embeddings(4, QUERIES, DIMENSIONS);
    int inside = 0;
    for (int radius : new int[] {1, 2, 4, 7}) {
      int[][] s = levels(stored, stored, 12);
      int[][] q = levels(queries, stored, 12);
      int[][] distance = distances(new Cube(12, radius), "16T", stored, queries);
      for (int i = 0; i < QUERIES; i++) {
        for (int r = 0; r < ROWS; r++) {
          assertEquals(linf(s[r], q[i]) <= radius, distance[i][r] == 0);
          int outside = 0;
          for (int d = 0; d < DIMENSIONS; d++) {
            outside += Math.max(0, Math.abs(s[r][d] - q[i][d]) - radius);
          }
          assertEquals(outside, distance[i][r]);
          inside += distance[i][r] == 0 ? 1 : 0;
        }
      }
    }
    assertTrue(inside > 50 && inside < 4 * ROWS * QUERIES - 50, inside + " pairs within");
  }

  @Test
  void statesAreL1OfIntegersWithoutWires() {
    float[][] stored = embeddings(5, ROWS, DIMENSIONS);
    float[][] queries = embeddings(6, QUERIES, DIMENSIONS);
    int[][] s = levels(stored, stored, 8);
    int[][] q = levels(queries, stored, 8);
    int[][] distance = distances(new States(3), "MCAM", stored, queries);
    for (int i = 0; i < QUERIES; i++) {
      for (int r = 0; r < ROWS; r++) {
        assertEquals(l1(s[r], q[i]), distance[i][r]);
      }
    }
    assertArrayEquals(
        s, new States(3).encoder(KERNELS, 1, DIMENSIONS).stored(stored, Reference.of(stored)).symbol());
  }

  /// Voltages span the stored rows; cells outside their range are those with a difference above the radius.
  @Test
  void exactMatchesOfRangesAreThoseWithinTheRadius() {
    float[][] stored = embeddings(7, ROWS, DIMENSIONS);
    float[][] queries = embeddings(8, QUERIES, DIMENSIONS);
    Reference reference = Reference.of(stored);
    double range = (double) reference.highest() - reference.lowest();
    int[][] distance = distances(new Ranges(0.4, -0.5, 1.5), "ACAM", stored, queries);
    int inside = 0;
    for (int i = 0; i < QUERIES; i++) {
      for (int r = 0; r < ROWS; r++) {
        int outside = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
          double value = Math.clamp(queries[i][d], reference.lowest(), reference.highest());
          outside += Math.abs(value - stored[r][d]) > 0.4 * range ? 1 : 0;
        }
        assertEquals(outside, distance[i][r]);
        inside += outside == 0 ? 1 : 0;
      }
    }
    assertTrue(inside > 20, inside + " pairs within");
  }

  /// Three shots: two of three bits win; two shots: disagreement is X. The mean of embeddings is encoded as one.
  @Test
  void shotsAreStoredVotedOrAveraged() {
    TernaryEncoder signs = new Sign(Centre.NONE).encoder(KERNELS, 1, 3);
    float[][] three = {{1, 1, -1}, {1, -1, -1}, {-9, 1, -1}, {-1, -1, 1}, {-1, -1, 1}, {-1, 5, -2}};
    Reference reference = Reference.of(three);
    Memory.Rows voted = Memory.MAJORITY.rows(signs, three, 3, reference);
    assertEquals(TernaryWords.parse("110", "001"), voted.words());
    assertArrayEquals(new int[] {0, 1}, voted.label());
    assertEquals(
        TernaryWords.parse("1X0", "XX0", "00X"),
        Memory.MAJORITY.rows(signs, new float[][] {three[0], three[1], three[1], three[2], three[4], {-1, -1, -1}}, 2, reference)
            .words());
    assertEquals(signs.stored(three, reference), Memory.SHOTS.rows(signs, three, 3, reference).words());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, Memory.SHOTS.rows(signs, three, 3, reference).label());
    assertEquals(TernaryWords.parse("010", "010"), Memory.MEAN.rows(signs, three, 3, reference).words());
    Encoder states = new States(2).encoder(KERNELS, 1, 3);
    assertThrows(IllegalArgumentException.class, () -> Memory.MAJORITY.rows(states, three, 3, reference));
    assertThrows(IllegalArgumentException.class, () -> Memory.MEAN.rows(states, three, 4, reference));
  }

  /// Bits in another order are the same bits: distances without wires do not change.
  @Test
  void orderedPlanesKeepDistances() {
    float[][] stored = embeddings(9, ROWS, DIMENSIONS);
    float[][] queries = embeddings(10, QUERIES, DIMENSIONS);
    int[][] drawn = distances(new Lsh(100, Centre.STORED), "2T2R", stored, queries);
    assertArrayEquals(drawn, distances(new Lsh(100, Centre.STORED, Columns.SENSITIVE_LAST), "2T2R", stored, queries));
    assertArrayEquals(drawn, distances(new Lsh(100, Centre.STORED, Columns.SENSITIVE_FIRST), "2T2R", stored, queries));
    assertArrayEquals(new int[] {1, 2, 0}, Columns.SENSITIVE_LAST.order(new double[] {0.1, 0.7, 0.3}));
    assertArrayEquals(new int[] {0, 2, 1}, Columns.SENSITIVE_FIRST.order(new double[] {0.1, 0.7, 0.3}));
    assertArrayEquals(new int[] {0, 1, 2}, Columns.SENSITIVE_FIRST.order(new double[] {1, 1, 1}));
  }
}
