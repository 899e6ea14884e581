package io.matchline.experiment;

import io.matchline.data.Episode;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.search.ImageFeatures;
import java.util.Arrays;
import java.util.List;

/// Fixed features of the images of a set, each computed once, when some episode first needs it.
final class Embeddings {
  private final ImageSet set;
  private final float[][][] embedding;

  Embeddings(ImageSet set) {
    this.set = set;
    this.embedding = new float[set.classes()][][];
    Arrays.setAll(embedding, c -> new float[set.images(c)][]);
  }

  ImageSet set() {
    return set;
  }

  /// Embeds every image of these episodes that is not embedded yet.
  void embed(List<Episode> episodes, Workers workers) {
    boolean[][] used = new boolean[set.classes()][];
    Arrays.setAll(used, c -> new boolean[set.images(c)]);
    for (Episode episode : episodes) {
      for (int w = 0; w < episode.ways(); w++) {
        mark(used[episode.classIndex()[w]], episode.support()[w]);
        mark(used[episode.classIndex()[w]], episode.query()[w]);
      }
    }
    try (Progress progress = Progress.start("embedding images", "classes", set.classes())) {
      workers.run(
          set.classes(),
          1,
          span -> {
            for (int c = (int) span.begin(); c < span.end(); c++) {
              embed(c, used[c]);
              progress.step(1);
            }
          });
    }
  }

  private void embed(int classIndex, boolean[] used) {
    for (int i = 0; i < used.length; i++) {
      if (used[i] && embedding[classIndex][i] == null) {
        Image image = set.image(classIndex, i);
        embedding[classIndex][i] = ImageFeatures.of(image.width(), image.height(), image.ink());
      }
    }
  }

  private static void mark(boolean[] used, int[] images) {
    for (int image : images) {
      used[image] = true;
    }
  }

  /// Embeddings of the support or query images of an episode, class by class.
  float[][] of(Episode episode, int[][] images) {
    float[][] rows = new float[images.length * images[0].length][];
    for (int w = 0; w < images.length; w++) {
      for (int i = 0; i < images[w].length; i++) {
        rows[w * images[w].length + i] = embedding[episode.classIndex()[w]][images[w][i]];
      }
    }
    return rows;
  }
}
