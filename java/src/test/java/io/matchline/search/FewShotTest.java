package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchline.data.DataFolder;
import io.matchline.data.Episode;
import io.matchline.data.Episodes;
import io.matchline.data.Glyphs;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.data.Omniglot;
import io.matchline.kernel.JavaKernels;
import io.matchline.tcam.TernaryWords;
import org.junit.jupiter.api.Test;

/// Fixed features and their codes on whole one-shot tasks.
class FewShotTest {
  private static final Encoder LSH =
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
      right[0] += Metric.COSINE.nearest(stored, queries[w]) == w ? 1 : 0;
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
