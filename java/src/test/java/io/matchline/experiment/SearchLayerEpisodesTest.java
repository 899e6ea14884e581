package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.config.ConfigReader;
import io.matchline.hardware.SearchAnswers;
import io.matchline.hardware.SearchLayer;
import io.matchline.hardware.SearchSettings;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.search.Encoder;
import io.matchline.search.Memory;
import io.matchline.search.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A layer of a network sees the bits that a few-shot search sees.
class SearchLayerEpisodesTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final int DIMENSIONS = 12;
  private static final int WAYS = 6;
  private static final int SHOTS = 3;
  private static final int QUERIES = 4;
  private static final int EPISODES = 3;

  private static float[][] embeddings(int seed, int perClass) {
    Random random = new Random(seed);
    float[][] e = new float[WAYS * perClass][DIMENSIONS];
    for (int i = 0; i < e.length; i++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        e[i][d] = (float) (random.nextGaussian() + (d == i / perClass ? 1.5 : 0));
      }
    }
    return e;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "features: { kind: lsh, bits: 100 }, array: { level: ideal }",
        "features: { kind: tlsh, bits: 100 }, memory: majority, array: { level: ladder, noise: { thermal: on },"
            + " device: { model: rram-hfo2, lrs: 6.66667 kΩ, programming-sigma: 5 µS,"
            + " read-noise: { fluctuation: power-law } }, tile: { columns: 64 },"
            + " sense: { kind: strobe, offset: 12 mV } }",
        "features: { kind: thermometer, levels: 6 }, memory: mean, array: { sense: { kind: time, offset: 9 mV } }",
        "features: states, array: { cell: MCAM, device: { model: ohmic, spread: 10 % } }"
      })
  void scoresAreThoseOfFewShotSearch(String text) {
    FewShotSearch config =
        ConfigReader.read("e.yaml", "{ seed: 5, " + text + " }", FewShotSearch.class);
    Encoder encoder = config.features().encoder(KERNELS, 5, DIMENSIONS);
    List<Task> tasks = new ArrayList<>();
    List<SearchAnswers> answers = new ArrayList<>();
    try (Workers workers = new Workers(1)) {
      SearchLayer layer = new SearchLayer(
          ConfigReader.read("l.yaml", "{ " + text + " }", SearchSettings.class), 5, DIMENSIONS, KERNELS, workers);
      for (int e = 0; e < EPISODES; e++) {
        float[][] support = embeddings(e, SHOTS);
        float[][] queries = embeddings(100 + e, QUERIES);
        Reference reference = Reference.of(support);
        Memory.Rows rows = config.memory().rows(encoder, support, SHOTS, reference);
        tasks.add(new Task(rows.words(), rows.label(), encoder.searched(queries, reference), labels()));
        answers.add(layer.search(support, SHOTS, queries, e));
      }
      try (Progress progress = Progress.start("episodes", "episodes", EPISODES)) {
        FewShotResult result = new FewShotEpisodes(config, tasks, KERNELS, Optional.empty()).run(workers, progress);
        for (int e = 0; e < EPISODES; e++) {
          assertEquals(result.accuracy()[e], answers.get(e).accuracy(labels()));
          assertArrayEquals(margins(answers.get(e)), Arrays.copyOfRange(
              result.margin(), e * WAYS * QUERIES, (e + 1) * WAYS * QUERIES));
        }
      }
    }
  }

  private static int[] labels() {
    int[] label = new int[WAYS * QUERIES];
    for (int i = 0; i < label.length; i++) {
      label[i] = i / QUERIES;
    }
    return label;
  }

  private static double[] margins(SearchAnswers answers) {
    double[] margin = new double[WAYS * QUERIES];
    for (int q = 0; q < margin.length; q++) {
      double own = Double.NEGATIVE_INFINITY;
      double other = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < answers.scores().rows(); row++) {
        double score = answers.scores().score()[answers.scores().index(q, row)];
        own = answers.label()[row] == q / QUERIES ? Math.max(own, score) : own;
        other = answers.label()[row] == q / QUERIES ? other : Math.max(other, score);
      }
      margin[q] = own - other;
    }
    return margin;
  }
}
