package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchline.config.ConfigReader;
import io.matchline.data.DataFolder;
import io.matchline.data.Episode;
import io.matchline.data.Episodes;
import io.matchline.data.Glyphs;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.data.Omniglot;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Chip;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import org.junit.jupiter.api.Test;

/// Fixed features and their codes on whole one-shot tasks.
class FewShotTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final TernaryEncoder LSH =
      new Lsh(512, Centre.STORED).encoder(new JavaKernels(), 7, ImageFeatures.DIMENSIONS);

  /// Right answers by the cosine of the features and by the Hamming distance of their codes.
  private static int[] right(ImageSet set, Episode episode) {
    int ways = episode.ways();
    float[][] stored = new float[ways][];
    float[][] queries = new float[ways][];
    for (int w = 0; w < ways; w++) {
      stored[w] = features(set.image(episode.classIndex()[w], episode.support()[w][0]));
      queries[w] = features(set.image(episode.classIndex()[w], episode.query()[w][0]));
    }
    Reference reference = Reference.of(stored);
    TernaryWords rows = LSH.stored(stored, reference);
    TernaryWords searched = LSH.searched(queries, reference);
    int[] right = new int[2];
    for (int w = 0; w < ways; w++) {
      right[0] += Metric.COSINE.nearest(stored, new float[][] {queries[w]})[0] == w ? 1 : 0;
      right[1] += nearest(rows, searched, w) == w ? 1 : 0;
    }
    return right;
  }

  private static float[] features(Image image) {
    return ImageFeatures.of(image.width(), image.height(), image.ink());
  }

  private static int nearest(TernaryWords rows, TernaryWords searched, int query) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int row = 0; row < rows.rows(); row++) {
      int distance = 0;
      for (int w = 0; w < rows.wordsPerRow(); w++) {
        distance += Long.bitCount(rows.value(row, w) ^ searched.value(query, w));
      }
      if (distance < least) {
        least = distance;
        best = row;
      }
    }
    return best;
  }

  /// Raw pixels get about a quarter of this task right.
  @Test
  void glyphsAreTellableByFixedFeatures() {
    Episodes episodes = new Episodes(Glyphs.load(), 20, 1, 1, 3);
    int cosine = 0;
    int hamming = 0;
    for (int e = 0; e < 15; e++) {
      int[] right = right(episodes.set(), episodes.episode(e));
      cosine += right[0];
      hamming += right[1];
    }
    assertTrue(cosine >= 255, cosine + " of 300");
    assertTrue(hamming >= 240 && hamming <= cosine + 9, hamming + " of 300, cosine " + cosine);
  }

  /// A line of 512 cells and 1 Ω each, where mismatches near the amplifier weigh more: close planes there do best, far planes
  /// there worst. Without wires the order makes no difference.
  @Test
  void sensitiveBitsBelongBesideTheAmplifier() {
    Episodes episodes = new Episodes(Glyphs.load(), 20, 1, 1, 3);
    String line = "{ tile: { rows: 32, columns: 512 }, wire: { resistance: 1 Ω } }";
    int near = found(episodes, line, Columns.SENSITIVE_FIRST);
    int drawn = found(episodes, line, Columns.DRAWN);
    int far = found(episodes, line, Columns.SENSITIVE_LAST);
    assertTrue(near >= drawn + 4 && drawn >= far + 4, near + ", " + drawn + ", " + far + " of 600");
    String still = "{ tile: { rows: 32, columns: 512 }, level: ideal }";
    int ideal = found(episodes, still, Columns.DRAWN);
    assertEquals(ideal, found(episodes, still, Columns.SENSITIVE_LAST));
    assertEquals(ideal, near, 6);
  }

  /// Right answers of 30 episodes in an array.
  private static int found(Episodes episodes, String array, Columns columns) {
    ArraySettings settings = ConfigReader.read("array.yaml", array, ArraySettings.class);
    TernaryEncoder lsh = new Lsh(512, Centre.STORED, columns).encoder(KERNELS, 7, ImageFeatures.DIMENSIONS);
    int right = 0;
    for (int e = 0; e < 30; e++) {
      Episode episode = episodes.episode(e);
      float[][] stored = new float[episode.ways()][];
      float[][] queries = new float[episode.ways()][];
      for (int w = 0; w < stored.length; w++) {
        stored[w] = features(episodes.set().image(episode.classIndex()[w], episode.support()[w][0]));
        queries[w] = features(episodes.set().image(episode.classIndex()[w], episode.query()[w][0]));
      }
      Reference reference = Reference.of(stored);
      try (Workers workers = new Workers(1);
          TcamArray memory =
              TcamArray.program(settings, lsh.stored(stored, reference), new Chip(7, e, 0), KERNELS, workers)) {
        Ranking ranking = new Ranking(memory.search(lsh.searched(queries, reference), 0));
        for (int q = 0; q < queries.length; q++) {
          right += ranking.best(q) == q ? 1 : 0;
        }
      }
    }
    return right;
  }

  @Test
  void officialOmniglotRuns() {
    DataFolder folder = DataFolder.of(System.getenv());
    assumeTrue(folder.root().isPresent(), DataFolder.VARIABLE + " is not set: no published data to read");
    ImageSet runs = Omniglot.runs(folder);
    int cosine = 0;
    int hamming = 0;
    for (int run = 0; run < Omniglot.RUNS; run++) {
      int[] right = right(runs, Episode.officialRun(run));
      cosine += right[0];
      hamming += right[1];
    }
    assertEquals(356, cosine);
    assertTrue(hamming >= 336 && hamming <= 364, hamming + " of 400");
  }
}
