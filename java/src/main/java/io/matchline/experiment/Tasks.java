package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Episode;
import io.matchline.data.Episodes;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.search.Encoder;
import io.matchline.search.ImageFeatures;
import io.matchline.search.Reference;
import java.util.Arrays;
import java.util.List;

/// Draws the episodes of an experiment and encodes their images; every sweep point with the same data, features and
/// seed searches the same words.
final class Tasks {
  private final ImageSet set;
  private final FewShotSearch config;
  private final Encoder encoder;
  private final float[][][] embeddings;

  private Tasks(FewShotSearch config, ImageSet set, Kernels kernels) {
    this.config = config;
    this.set = set;
    this.encoder = config.features().encoder(kernels, config.seed(), ImageFeatures.DIMENSIONS);
    this.embeddings = new float[set.classes()][][];
    Arrays.setAll(embeddings, c -> new float[set.images(c)][]);
  }

  /// Words of all episodes, in episode order.
  static List<Task> encode(FewShotSearch config, DataFolder folder, Kernels kernels, Workers workers) {
    Tasks tasks = new Tasks(config, config.data().set().load(folder), kernels);
    Episode[] episodes = tasks.episodes();
    tasks.embed(episodes, workers);
    Task[] result = new Task[episodes.length];
    try (Progress progress = Progress.start("encoding episodes", "episodes", episodes.length)) {
      workers.run(
          episodes.length,
          1,
          span -> {
            for (int i = (int) span.begin(); i < span.end(); i++) {
              result[i] = tasks.task(episodes[i]);
              progress.step(1);
            }
          });
    }
    return List.of(result);
  }

  private Episode[] episodes() {
    FewShotData data = config.data();
    Episode[] episodes = new Episode[data.episodes()];
    if (data.set() == ImageChoice.OMNIGLOT_RUNS) {
      Arrays.setAll(episodes, Episode::officialRun);
    } else {
      Episodes drawn = new Episodes(set, data.ways(), data.shots(), data.queries(), config.seed());
      Arrays.setAll(episodes, drawn::episode);
    }
    return episodes;
  }

  /// Embeds every image that some episode uses, once.
  private void embed(Episode[] episodes, Workers workers) {
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
              for (int i = 0; i < used[c].length; i++) {
                embeddings[c][i] = used[c][i] ? embedding(set.image(c, i)) : null;
              }
              progress.step(1);
            }
          });
    }
  }

  private static void mark(boolean[] used, int[] images) {
    for (int image : images) {
      used[image] = true;
    }
  }

  private static float[] embedding(Image image) {
    return ImageFeatures.of(image.width(), image.height(), image.ink());
  }

  private Task task(Episode episode) {
    float[][] support = embeddings(episode, episode.support());
    Reference reference = Reference.of(support);
    return new Task(
        encoder.stored(support, reference),
        labels(episode.support()),
        encoder.searched(embeddings(episode, episode.query()), reference),
        labels(episode.query()));
  }

  private float[][] embeddings(Episode episode, int[][] images) {
    float[][] rows = new float[images.length * images[0].length][];
    for (int w = 0; w < images.length; w++) {
      for (int i = 0; i < images[w].length; i++) {
        rows[w * images[w].length + i] = embeddings[episode.classIndex()[w]][images[w][i]];
      }
    }
    return rows;
  }

  private static int[] labels(int[][] images) {
    int[] labels = new int[images.length * images[0].length];
    Arrays.setAll(labels, i -> i / images[0].length);
    return labels;
  }
}
