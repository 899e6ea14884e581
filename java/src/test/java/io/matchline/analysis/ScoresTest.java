package io.matchline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Scores against their definitions, counted pair by pair, and small cases by hand.
class ScoresTest {
  private static final Workers WORKERS = new Workers(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static double[][] points(int seed, int count, int dimensions) {
    Random random = new Random(seed);
    double[][] points = new double[count][dimensions];
    for (double[] point : points) {
      Arrays.setAll(point, d -> random.nextGaussian());
    }
    return points;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += Math.pow(a[d] - b[d], 2);
    }
    return Math.sqrt(sum);
  }

  /// Rank of j among the neighbours of i: one more than how many are nearer.
  private static int rank(double[][] points, int i, int j) {
    int rank = 1;
    for (int other = 0; other < points.length; other++) {
      rank += other != i && other != j && distance(points[i], points[other]) < distance(points[i], points[j]) ? 1 : 0;
    }
    return rank;
  }

  @Test
  void trustworthinessCountsFalseNeighbours() {
    double[][] original = points(1, 40, 5);
    double[][] layout = points(2, 40, 2);
    for (int k : new int[] {1, 5, 12}) {
      double excess = 0;
      for (int i = 0; i < 40; i++) {
        for (int j = 0; j < 40; j++) {
          if (i != j && rank(layout, i, j) <= k && rank(original, i, j) > k) {
            excess += rank(original, i, j) - k;
          }
        }
      }
      double expected = 1 - 2 * excess / (40 * k * (2 * 40 - 3 * k - 1));
      assertEquals(expected, ClusterScores.trustworthiness(original, layout, k, WORKERS), 1e-12);
      assertEquals(1, ClusterScores.trustworthiness(original, original, k, WORKERS));
    }
    assertThrows(IllegalArgumentException.class, () -> ClusterScores.trustworthiness(original, layout, 20, WORKERS));
  }

  @Test
  void purityIsTheShareOfOwnNeighbours() {
    double[][] points = points(3, 50, 3);
    int[] label = new int[50];
    Arrays.setAll(label, i -> i % 3);
    double[] purity = ClusterScores.purity(points, label, 7, WORKERS);
    for (int i = 0; i < 50; i++) {
      double own = 0;
      for (int j = 0; j < 50; j++) {
        own += i != j && rank(points, i, j) <= 7 && label[i] == label[j] ? 1 : 0;
      }
      assertEquals(own / 7, purity[i], 1e-12);
    }
  }

  /// On a line: 0, 1 | 4, 6 | 20. For 0: a = 1, b = 5; for 1: a = 1, b = 4; for 4: a = 2, b = 3.5; for 6: a = 2, b = 5.5.
  @Test
  void silhouettesByHand() {
    double[][] line = {{0}, {1}, {4}, {6}, {20}};
    assertArrayEquals(
        new double[] {0.8, 0.75, 1 - 2 / 3.5, 1 - 2 / 5.5, 0},
        ClusterScores.silhouette(line, new int[] {0, 0, 1, 1, 2}, WORKERS),
        1e-12);
    double[] mixed = ClusterScores.silhouette(line, new int[] {0, 1, 0, 1, 1}, WORKERS);
    assertTrue(Arrays.stream(mixed).average().orElseThrow() < 0);
  }

  /// y = x + noise of the strength s has ρ = 1 / √(1 + s²), and so the ratio s.
  @Test
  void theRatioIsTheStrengthOfTheNoise() {
    Random random = new Random(4);
    double[] x = random.doubles(200_000, -1, 1).toArray();
    for (double strength : new double[] {0.2, 1, 3}) {
      double[] y = Arrays.stream(x).map(v -> 7 - 2 * (v + strength * random.nextGaussian() / Math.sqrt(3))).toArray();
      double correlation = NoiseStrength.correlation(x, y);
      assertTrue(correlation < 0);
      assertEquals(strength, NoiseStrength.ratio(correlation), 0.02 * strength);
    }
    assertEquals(1, NoiseStrength.correlation(new double[] {1, 2, 4}, new double[] {3, 5, 9}), 1e-15);
    assertEquals(0.5, NoiseStrength.correlation(new double[] {0, 1, 2}, new double[] {0, 2, 1}), 1e-15);
    assertEquals(0, NoiseStrength.ratio(-1));
  }
}
