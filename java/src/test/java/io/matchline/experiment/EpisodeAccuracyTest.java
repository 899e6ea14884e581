package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.data.Episode;
import io.matchline.kernel.JavaKernels;
import io.matchline.noise.NoiseFields;
import io.matchline.search.Metric;
import org.junit.jupiter.api.Test;

class EpisodeAccuracyTest {
  private static final NoiseFields FIELDS = new NoiseFields(new JavaKernels(), 3);
  private static final Episode EPISODE =
      new Episode(new int[] {1, 0}, new int[][] {{0, 1}, {2, 0}}, new int[][] {{2}, {1}});

  /// Class means (1, 0.5) and (−1, 3); the queries (0.9, 2.4) and (−1, 3.1).
  private static final float[][][] EMBEDDING = {
    {{-1, 2}, {-1, 3.1f}, {-1, 4}}, {{0, 1}, {2, 0}, {0.9f, 2.4f}},
  };

  private static double accuracy(Metric metric, double sigma, int bits) {
    return new EpisodeAccuracy(EMBEDDING, FIELDS).of(EPISODE, 0, metric, sigma, bits);
  }

  @Test
  void queriesGoToTheNearestMean() {
    assertEquals(1, accuracy(Metric.L2, 0, 0));
    assertEquals(1, accuracy(Metric.L1, 0, 0));
    assertEquals(0.5, accuracy(Metric.COSINE, 0, 0), "0.733 to the own mean, 0.777 to the other");
  }

  /// With 2 bits the levels are −3.1, 0 and 3.1, at which the query of the first class meets the mean of the second.
  @Test
  void meansAndQueriesShareOneScale() {
    assertEquals(1, accuracy(Metric.L2, 0, 8));
    assertEquals(0.5, accuracy(Metric.L2, 0, 2));
  }

  @Test
  void strongNoiseLeavesChance() {
    double sum = 0;
    for (int e = 0; e < 2_000; e++) {
      sum += new EpisodeAccuracy(EMBEDDING, FIELDS).of(EPISODE, e, Metric.L2, 1e4, 0);
    }
    assertEquals(0.5, sum / 2_000, 4 * 0.5 / Math.sqrt(4_000));
    assertTrue(accuracy(Metric.L2, 1e-6, 0) == 1);
  }
}
