package io.matchline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.data.Augmentation;
import io.matchline.data.Glyphs;
import io.matchline.data.Image;
import io.matchline.data.ImageSet;
import io.matchline.data.Npz;
import io.matchline.data.NpyArray;
import io.matchline.data.ResizedImages;
import io.matchline.hardware.EpisodeSearch;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.nn.Similarity;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Small networks trained on few built-in glyphs.
class TrainingTest {
  private static final int SIDE = 16;
  private static final int STEPS = 6;
  private static final ImageSet SET = ResizedImages.of(Glyphs.draw(12, 6, 5), SIDE);

  private static final String SEARCH = "{ kind: array, chips: 2, features: { kind: lsh, bits: 48 }, memory: mean, surrogate:"
      + " soft-hamming, array: { device: { model: rram-hfo2, spread: 20 %, cycle-spread: 5 %, read-noise: { relative:"
      + " 3 % } }, tile: { columns: 48 }, noise: { thermal: on } } }";

  @TempDir private Path folder;

  private enum Kind {
    CONV, MLP, NOISY, BAYESIAN, LOCAL, ARRAY;

    EmbeddingNetwork network() {
      return this == MLP ? new EmbeddingNetwork.Mlp(16, 8) : new EmbeddingNetwork.Conv4(6, this == BAYESIAN ? 5 : 0);
    }

    Method method() {
      return switch (this) {
        case CONV, MLP, ARRAY -> new Method.Plain();
        case NOISY -> new Method.NoiseAware(0.5);
        case LOCAL -> new Method.Bayesian(2, 3, 1, -1, true, false);
        case BAYESIAN -> new Method.Bayesian(2, 3, 1, -5, false, false);
      };
    }

    Prototypical settings() {
      return new Prototypical(
          STEPS, 5, 2, 2, this == MLP ? OptimizerChoice.SGD : OptimizerChoice.ADAM, 1e-3, Schedule.COSINE,
          this == NOISY ? Similarity.COSINE : Similarity.SQUARED_L2, 0, method(), new Augmentation(1, 5),
          this == ARRAY ? ConfigReader.read("array.yaml", SEARCH, EpisodeSearch.class) : new EpisodeSearch.None(),
          0);
    }
  }

  /// Parameters after the training, step by step up to a file and then to the end.
  private byte[] trained(Kind kind, Backend backend, int threads, int... stops) {
    TrainingFile file = new TrainingFile(folder.resolve("state.npz"), "key");
    for (int stop : stops) {
      try (EmbeddingModel model = model(kind, 3, backend);
          Workers workers = new Workers(threads);
          Training training = new Training(model, kind.settings(), SET, 2, workers)) {
        file.resume(training);
        while (training.steps() < stop) {
          training.step();
        }
        file.write(training);
      }
    }
    try {
      byte[] state = Files.readAllBytes(file.path());
      Files.delete(file.path());
      return state;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static EmbeddingModel model(Kind kind, long seed, Backend backend) {
    return new EmbeddingModel(kind.network(), SIDE, kind.method(), seed, Backends.open(backend));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void resumingGivesTheBitsOfNeverStopping(Kind kind) {
    byte[] whole = trained(kind, Backend.FFM, 1, STEPS);
    assertArrayEquals(whole, trained(kind, Backend.FFM, 1, 2, 5, STEPS));
    assertNotEquals(Arrays.hashCode(whole), Arrays.hashCode(trained(kind, Backend.FFM, 1, STEPS - 1)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void threadsAndBackendsGiveTheSameBits(Kind kind) {
    byte[] one = trained(kind, Backend.FFM, 1, 2);
    assertArrayEquals(one, trained(kind, Backend.FFM, 2, 2));
    assertArrayEquals(one, trained(kind, Backend.JAVA, 1, 2));
  }

  @Test
  void aLimitBendsEmbeddings() {
    double limit = 0.7;
    List<Image> images = List.of(SET.image(0, 0), SET.image(3, 1));
    try (Workers workers = new Workers(1);
        EmbeddingModel free = model(Kind.MLP, 3, Backend.FFM);
        EmbeddingModel limited = new EmbeddingModel(
            Kind.MLP.network(), SIDE, new Method.Plain(), limit, 3, Backends.open(Backend.FFM))) {
      float[][] straight = free.embed(images, workers);
      float[][] bent = limited.embed(images, workers);
      double largest = 0;
      for (int i = 0; i < bent.length; i++) {
        for (int j = 0; j < bent[i].length; j++) {
          largest = Math.max(largest, Math.abs(straight[i][j]));
          assertEquals(limit * Math.tanh(straight[i][j] / limit), bent[i][j], 1e-6);
        }
      }
      assertTrue(largest > limit / 2, "no embedding is near the limit: " + largest);
    }
  }

  @Test
  void theLossFalls() {
    Prototypical settings = new Prototypical(
        60, 5, 2, 2, OptimizerChoice.ADAM, 1e-3, Schedule.CONSTANT, Similarity.SQUARED_L2, 0, new Method.Plain(),
        Augmentation.NONE);
    try (EmbeddingModel model = model(Kind.CONV, 3, Backend.FFM);
        Workers workers = new Workers(1);
        Training training = new Training(model, settings, SET, 1, workers)) {
      while (!training.finished()) {
        training.step();
      }
      double[] losses = training.losses();
      double first = Arrays.stream(losses, 0, 10).average().orElseThrow();
      double last = Arrays.stream(losses, 50, 60).average().orElseThrow();
      assertTrue(last < 0.6 * first, first + " became " + last);
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    trained(Kind.MLP, Backend.FFM, 1, 2);
    Path path = folder.resolve("state.npz");
    try (EmbeddingModel model = model(Kind.MLP, 3, Backend.FFM);
        EmbeddingModel other = model(Kind.MLP, 4, Backend.FFM);
        Workers workers = new Workers(1);
        Training training = new Training(model, Kind.MLP.settings(), SET, 1, workers);
        Training foreign = new Training(other, Kind.MLP.settings(), SET, 1, workers)) {
      training.step();
      new TrainingFile(path, "key").write(training);
      String another = "DIR/state.npz: a checkpoint of another training (data, network, settings or seed differ)";
      assertMessage(another, new TrainingFile(path, "other"), training);
      assertMessage(another, new TrainingFile(path, "key"), foreign);
      byte[] bytes = Files.readAllBytes(path);
      Files.write(path, Arrays.copyOf(bytes, bytes.length - 100));
      assertMessage(
          "DIR/state.npz: not a readable zip archive: zip END header not found", new TrainingFile(path, "key"), training);
      bytes[bytes.length / 2] ^= 4;
      Files.write(path, bytes);
      var damaged = assertThrows(
          InvalidInputException.class, () -> new TrainingFile(path, "key").resume(training));
      assertTrue(damaged.getMessage().endsWith("broken archive: the checksum is wrong"), damaged.getMessage());
      Npz.write(path, Map.of("a", NpyArray.of(new double[] {1}, 1)));
      assertMessage("DIR/state.npz: not a checkpoint of a training", new TrainingFile(path, "key"), training);
    }
  }

  private void assertMessage(String expected, TrainingFile file, Training training) {
    var fault = assertThrows(InvalidInputException.class, () -> file.resume(training));
    assertEquals(expected, fault.getMessage().replace(folder.toString(), "DIR"));
  }
}
