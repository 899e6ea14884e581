package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.ImageSet;
import io.matchline.data.NpyArray;
import io.matchline.data.Npz;
import io.matchline.data.ResizedImages;
import io.matchline.data.RotatedImages;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import io.matchline.report.Provenance;
import io.matchline.train.EmbeddingModel;
import io.matchline.train.ModelSource;
import io.matchline.train.Prototypical;
import io.matchline.train.Training;
import io.matchline.train.TrainingFile;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The trained models of a run. Each has a file that is named by the hash of what the model depends on, is written every
/// so many steps, and is where an interrupted training goes on; points of a sweep with the same training share it.
final class TrainedModels {
  private record SetKey(ImageChoice choice, int side) {}

  private final DataFolder data;
  private final Kernels kernels;
  private final Path folder;
  private final Map<SetKey, ResizedImages> sets = new HashMap<>();
  private final Map<String, NoiseUnit> units = new ConcurrentHashMap<>();
  private final Map<String, SoftReference<float[][][]>> embeddings = new ConcurrentHashMap<>();
  private final Set<String> opened = ConcurrentHashMap.newKeySet();

  TrainedModels(DataFolder data, Kernels kernels, Path folder) {
    this.data = data;
    this.kernels = kernels;
    this.folder = folder;
  }

  /// Images of a set with `side` × `side` pixels.
  synchronized ResizedImages images(ImageChoice choice, int side) {
    return sets.computeIfAbsent(new SetKey(choice, side), key -> ResizedImages.of(choice.load(data), side));
  }

  /// A new model with the weights of a finished training; trains what is missing of it.
  ///
  /// @param unit RMS of the embeddings of plain training, the unit of the training's noise and bound
  /// @param progress is told of every step
  EmbeddingModel of(
      FewShotTraining config, Prototypical settings, long seed, double unit, Workers workers, Progress progress) {
    ImageSet images = images(config.data().train(), config.data().side());
    ImageSet set = config.data().quarterTurns() ? new RotatedImages(images) : images;
    EmbeddingModel model = new EmbeddingModel(
        config.network(), config.data().side(), settings.method(), settings.bound() * unit, seed, kernels);
    try (Training training = new Training(model, settings, set, unit, workers)) {
      TrainingFile file = file(config, settings, seed);
      file.resume(training);
      if (opened.add(file.key())) {
        progress.step(training.steps());
      }
      while (!training.finished()) {
        training.step();
        progress.step(1);
        if (training.finished() || training.steps() % config.checkpoint() == 0) {
          write(file, training);
        }
      }
      return model;
    }
  }

  private void write(TrainingFile file, Training training) {
    makeFolder();
    file.write(training);
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot write a checkpoint here (" + e + ")");
    }
  }

  /// Embeddings of the tested images by weights from a file, found once for the points of a sweep.
  ///
  /// @param found `[class][image][elements]`
  float[][][] embeddings(FewShotTraining config, ModelSource.Weights weights, long seed, Supplier<float[][][]> found) {
    String key = weights.file(seed) + " " + weights.layout() + config.network() + config.data().test() + config.data().side();
    SoftReference<float[][][]> kept = embeddings.get(key);
    float[][][] known = kept == null ? null : kept.get();
    if (known == null) {
      known = found.get();
      embeddings.put(key, new SoftReference<>(known));
    }
    return known;
  }

  /// Keeps the embeddings of the tested images: `embedding`, `[images][elements]` class by class, and `label`, the class of
  /// each.
  ///
  /// @param embedding `[class][image][elements]`
  void keep(FewShotTraining config, int index, float[][][] embedding) {
    int images = Arrays.stream(embedding).mapToInt(rows -> rows.length).sum();
    int elements = embedding[0][0].length;
    float[] flat = new float[images * elements];
    long[] label = new long[images];
    int next = 0;
    for (int c = 0; c < embedding.length; c++) {
      for (float[] row : embedding[c]) {
        label[next] = c;
        System.arraycopy(row, 0, flat, next++ * elements, elements);
      }
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("embedding", NpyArray.of(flat, images, elements));
    arrays.put("label", NpyArray.of(label, images));
    makeFolder();
    Npz.write(embeddings(config, index), arrays);
  }

  /// The archive that was kept.
  byte[] kept(FewShotTraining config, int index) {
    try {
      return Files.readAllBytes(embeddings(config, index));
    } catch (IOException e) {
      throw new InvalidInputException(embeddings(config, index) + ": cannot read (" + e + ")");
    }
  }

  private Path embeddings(FewShotTraining config, int index) {
    String key = Provenance.hash(JsonValue.fields("config", config.toString(), "model", index));
    return folder.resolve("embeddings-" + key.substring(0, 16) + ".npz");
  }

  /// Parameters and running statistics of a finished training by name.
  Map<String, NpyArray> weights(FewShotTraining config, Prototypical settings, long seed) {
    return file(config, settings, seed).weights();
  }

  /// Loss of every step of a finished training.
  double[] losses(FewShotTraining config, Prototypical settings, long seed) {
    return file(config, settings, seed).losses();
  }

  private TrainingFile file(FewShotTraining config, Prototypical settings, long seed) {
    String key = key(config, settings, seed);
    return new TrainingFile(folder.resolve("model-" + key.substring(0, 16) + ".npz"), key);
  }

  /// Hash of everything that a training depends on.
  static String key(FewShotTraining config, Prototypical settings, long seed) {
    return Provenance.hash(JsonValue.fields(
        "version", Provenance.programVersion(),
        "train", config.data().train(),
        "quarter-turns", config.data().quarterTurns(),
        "side", config.data().side(),
        "network", config.network().toString(),
        "training", settings.toString(),
        "seed", seed));
  }

  /// The unit of noise that a plain training gives, found once for the tests of a point.
  NoiseUnit unit(FewShotTraining config, Prototypical settings, long seed, Supplier<NoiseUnit> found) {
    String key = key(config, settings, seed) + config.data().test() + config.seed() + config.test();
    NoiseUnit known = units.get(key);
    if (known == null) {
      known = found.get();
      units.put(key, known);
    }
    return known;
  }
}
