package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Episode;
import io.matchline.data.Episodes;
import io.matchline.data.ImageSet;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.search.Encoder;
import io.matchline.search.Features;
import io.matchline.search.ImageFeatures;
import io.matchline.search.Memory;
import io.matchline.search.Reference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The encoded episodes of an experiment. Sweep points with the same data, features and seed share them, points with
/// the same image set share its embeddings.
final class Tasks {
  /// What the words of an episode depend on.
  private record Key(long seed, FewShotData data, Features features, Memory memory) {
    static Key of(FewShotSearch config) {
      return new Key(config.seed(), config.data(), config.features(), config.memory());
    }
  }

  private final DataFolder folder;
  private final Kernels kernels;
  private final Workers workers;
  private final Map<ImageChoice, Embeddings> embeddings = new EnumMap<>(ImageChoice.class);
  private final Map<Key, List<Task>> encoded = new HashMap<>();

  Tasks(DataFolder folder, Kernels kernels, Workers workers) {
    this.folder = folder;
    this.kernels = kernels;
    this.workers = workers;
  }

  /// Words of all episodes of a point, in episode order.
  List<Task> of(FewShotSearch config) {
    return encoded.computeIfAbsent(Key.of(config), key -> encode(config));
  }

  private List<Task> encode(FewShotSearch config) {
    ImageChoice choice = config.data().set();
    Embeddings images = embeddings.computeIfAbsent(choice, c -> new Embeddings(c.load(folder)));
    List<Episode> episodes = episodes(config, images.set());
    images.embed(episodes, workers);
    Encoder encoder = config.features().encoder(kernels, config.seed(), ImageFeatures.DIMENSIONS);
    Task[] tasks = new Task[episodes.size()];
    try (Progress progress = Progress.start("encoding episodes", "episodes", tasks.length)) {
      workers.run(
          tasks.length,
          1,
          span -> {
            for (int i = (int) span.begin(); i < span.end(); i++) {
              tasks[i] = task(episodes.get(i), images, encoder, config.memory());
              progress.step(1);
            }
          });
    }
    return List.of(tasks);
  }

  private static List<Episode> episodes(FewShotSearch config, ImageSet set) {
    FewShotData data = config.data();
    IntStream numbers = IntStream.range(0, data.episodes());
    if (data.set() == ImageChoice.OMNIGLOT_RUNS) {
      return numbers.mapToObj(Episode::officialRun).toList();
    }
    Episodes drawn = new Episodes(set, data.ways(), data.shots(), data.queries(), config.seed());
    return numbers.mapToObj(drawn::episode).toList();
  }

  /// The codes' reference is taken from the support images alone.
  private static Task task(Episode episode, Embeddings images, Encoder encoder, Memory memory) {
    float[][] support = images.of(episode, episode.support());
    Reference reference = Reference.of(support);
    Memory.Rows rows = memory.rows(encoder, support, episode.support()[0].length, reference);
    return new Task(
        rows.words(),
        rows.label(),
        encoder.searched(images.of(episode, episode.query()), reference),
        labels(episode.query()));
  }

  private static int[] labels(int[][] images) {
    int[] labels = new int[images.length * images[0].length];
    Arrays.setAll(labels, i -> i / images[0].length);
    return labels;
  }
}
