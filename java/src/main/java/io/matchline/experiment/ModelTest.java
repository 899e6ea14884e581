package io.matchline.experiment;

import io.matchline.data.Episode;
import io.matchline.data.Episodes;
import io.matchline.data.ImageSet;
import io.matchline.hardware.SearchLayer;
import io.matchline.hardware.SearchSettings;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.report.Interval;
import io.matchline.search.Metric;
import io.matchline.train.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/// Tests models on the images of a set; every model meets the same episodes and the same noise.
///
/// @param workers share the episodes
record ModelTest(FewShotTest test, ImageSet set, long seed, Kernels kernels, Workers workers) {
  private static final int HALVINGS = 12;
  private static final double MOST_NOISE = 1 << 10;

  /// Embeddings of every image, `[class][image][elements]`.
  float[][][] embed(EmbeddingModel model) {
    float[][][] embedding = new float[set.classes()][][];
    for (int c = 0; c < embedding.length; c++) {
      int label = c;
      embedding[c] = model.embed(
          IntStream.range(0, set.images(c)).mapToObj(i -> set.image(label, i)).toList(), workers);
    }
    return embedding;
  }

  /// Accuracy under every condition.
  ///
  /// @param modelSeed of the planes of an array's code, which are those that the model was trained with
  /// @param unit of the noise
  /// @param matchedNoise one more noise in this unit, NaN for none
  List<TestCell> cells(float[][][] embedding, long modelSeed, double unit, double matchedNoise) {
    List<TestCell> cells = new ArrayList<>();
    for (TestTask task : test.tasks()) {
      for (Metric metric : test.metrics()) {
        for (int bits : test.bits()) {
          String name = metric.name().toLowerCase(Locale.ROOT);
          addCells(cells, task, name, bits, matchedNoise, noise ->
              accuracies(embedding, task, metric, bits, noise * unit));
        }
      }
      if (test.search() instanceof SearchSettings array) {
        addCells(cells, task, TestCell.ARRAY, 0, matchedNoise, noise ->
            searched(embedding, task, array, modelSeed, noise * unit, ArrayAccuracy::of));
      }
      if (test.predicted()) {
        SearchSettings array = (SearchSettings) test.search();
        addCells(cells, task, TestCell.PREDICTED, 0, matchedNoise, noise ->
            searched(embedding, task, array, modelSeed, noise * unit, ArrayAccuracy::predicted));
      }
    }
    return cells;
  }

  /// @param accuracy of every episode at a strength of noise
  private void addCells(
      List<TestCell> cells, TestTask task, String metric, int bits, double matchedNoise,
      DoubleFunction<double[]> accuracy) {
    for (double noise : test.noise()) {
      cells.add(new TestCell(task, metric, bits, noise, false, Interval.ofMean(accuracy.apply(noise))));
    }
    if (!Double.isNaN(matchedNoise)) {
      Interval matched = Interval.ofMean(accuracy.apply(matchedNoise));
      cells.add(new TestCell(task, metric, bits, matchedNoise, true, matched));
    }
  }

  @FunctionalInterface
  private interface EpisodeAnswer {
    double of(ArrayAccuracy accuracy, Episode episode, int number, double sigma);
  }

  private double[] searched(
      float[][][] embedding, TestTask task, SearchSettings array, long modelSeed, double sigma, EpisodeAnswer answer) {
    Episodes episodes = new Episodes(set, task.ways(), task.shots(), test.queries(), seed);
    EpisodeAccuracy embeddings = new EpisodeAccuracy(embedding, new NoiseFields(kernels, seed));
    double[] found = new double[test.episodes()];
    workers.run(found.length, 1, span -> {
      try (Workers alone = new Workers(1)) {
        ArrayAccuracy accuracy = new ArrayAccuracy(
            embeddings, new SearchLayer(array, modelSeed, embedding[0][0].length, kernels, alone));
        for (int e = (int) span.begin(); e < span.end(); e++) {
          found[e] = answer.of(accuracy, episodes.episode(e), e, sigma);
        }
      }
    });
    return found;
  }

  private double[] accuracies(float[][][] embedding, TestTask task, Metric metric, int bits, double sigma) {
    Episodes episodes = new Episodes(set, task.ways(), task.shots(), test.queries(), seed);
    EpisodeAccuracy accuracy = new EpisodeAccuracy(embedding, new NoiseFields(kernels, seed));
    double[] found = new double[test.episodes()];
    workers.run(found.length, 1, span -> {
      for (int e = (int) span.begin(); e < span.end(); e++) {
        found[e] = accuracy.of(episodes.episode(e), e, metric, sigma, bits);
      }
    });
    return found;
  }

  /// Noise, in units of `unit`, at which embeddings have the accuracy that the test asks for, by the first task, metric and
  /// number of bits: halved intervals, the last one 2⁻¹² of the first. NaN where none is asked for.
  double matchedNoise(float[][][] embedding, double unit) {
    if (test.plainAccuracy() == 0) {
      return Double.NaN;
    }
    double high = 1;
    while (firstAccuracy(embedding, high * unit) > test.plainAccuracy() && high < MOST_NOISE) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (firstAccuracy(embedding, middle * unit) > test.plainAccuracy()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private double firstAccuracy(float[][][] embedding, double sigma) {
    return Interval.ofMean(
            accuracies(
                embedding, test.tasks().getFirst(), test.metrics().getFirst(), test.bits().getFirst(), sigma))
        .value();
  }
}
