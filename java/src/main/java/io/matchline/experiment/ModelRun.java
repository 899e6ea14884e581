package io.matchline.experiment;

import io.matchline.data.Image;
import io.matchline.data.ResizedImages;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.report.Progress;
import io.matchline.train.EmbeddingModel;
import io.matchline.train.Method;
import io.matchline.train.ModelSource;
import io.matchline.train.Prototypical;
import io.matchline.train.WeightsFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Trains and tests one model of a point.
///
/// @param workers share the work of the model
record ModelRun(FewShotTraining point, TrainedModels models, Kernels kernels, Workers workers, Progress progress) {
  private static final int LOSS_PARTS = 100;

  /// Whether another model says what the unit of noise is.
  static boolean needsPlain(FewShotTraining point, Prototypical settings) {
    boolean noisy = point.test().plainAccuracy() > 0 || point.test().noise().stream().anyMatch(noise -> noise > 0);
    return settings.method() instanceof Method.NoiseAware
        || settings.bound() > 0
        || (noisy || point.test().bound() > 0) && settings.method() instanceof Method.Bayesian;
  }

  ModelResult run(int index) {
    return switch (point.training()) {
      case Prototypical settings -> trained(settings, index);
      case ModelSource.Weights weights -> read(weights, index);
    };
  }

  private ModelResult trained(Prototypical settings, int index) {
    long seed = point.seed() + index;
    Optional<NoiseUnit> plain =
        needsPlain(point, settings) ? Optional.of(plain(settings.plain(), seed)) : Optional.empty();
    double trainingUnit = plain.map(NoiseUnit::rms).orElse(1.0);
    try (EmbeddingModel model = models.of(point, settings, seed, trainingUnit, workers, progress)) {
      float[][][] embedding = test().embed(model);
      if (point.test().embeddings()) {
        models.keep(point, index, embedding);
      }
      NoiseUnit unit = plain.orElseGet(
          () -> models.unit(point, settings, seed, () -> unit(embedding, trainingRms(model))));
      return tested(embedding, seed, parts(models.losses(point, settings, seed)), unit);
    }
  }

  /// What another point of the sweep may have found already.
  private NoiseUnit plain(Prototypical settings, long seed) {
    return models.unit(point, settings, seed, () -> {
      try (EmbeddingModel model = models.of(point, settings, seed, 1, workers, progress)) {
        return unit(test().embed(model), trainingRms(model));
      }
    });
  }

  private ModelResult read(ModelSource.Weights weights, int index) {
    long seed = point.seed() + index;
    float[][][] embedding = models.embeddings(point, weights, seed, () -> embedded(weights, seed));
    if (point.test().embeddings()) {
      models.keep(point, index, embedding);
    }
    return tested(embedding, seed, new double[0], unit(embedding, EmbeddingHistogram.rms(rows(embedding))));
  }

  private float[][][] embedded(ModelSource.Weights weights, long seed) {
    try (EmbeddingModel model = new EmbeddingModel(
        point.network(), point.data().side(), new Method.Plain(), seed, kernels)) {
      WeightsFile.read(weights.file(seed), weights.layout(), model.parameters());
      return test().embed(model);
    }
  }

  private NoiseUnit unit(float[][][] embedding, double rms) {
    return new NoiseUnit(rms, test().matchedNoise(embedding, rms));
  }

  private ModelTest test() {
    ResizedImages set = models.images(point.data().test(), point.data().side());
    return new ModelTest(point.test(), set, point.seed(), kernels, workers);
  }

  private ModelResult tested(float[][][] free, long seed, double[] loss, NoiseUnit unit) {
    float[][][] embedding = clipped(free, point.test().bound() * unit.rms());
    float[][] rows = rows(embedding);
    double shown = Double.isNaN(unit.matched()) ? point.test().noise().getLast() : unit.matched();
    return new ModelResult(
        seed,
        loss,
        unit.rms(),
        EmbeddingHistogram.rms(rows),
        unit.matched(),
        EmbeddingHistogram.of(rows, unit.rms(), shown, new NoiseFields(kernels, point.seed())),
        test().cells(embedding, seed, unit.rms(), unit.matched()));
  }

  /// RMS of the embeddings of the first image of every training class.
  private double trainingRms(EmbeddingModel model) {
    ResizedImages images = models.images(point.data().train(), point.data().side());
    List<Image> first = IntStream.range(0, images.classes()).mapToObj(c -> images.image(c, 0)).toList();
    return EmbeddingHistogram.rms(model.embed(first, workers));
  }

  private static float[][] rows(float[][][] embedding) {
    return Arrays.stream(embedding).flatMap(Arrays::stream).toArray(float[][]::new);
  }

  /// What a range of ± `limit` leaves of embeddings; 0: all.
  static float[][][] clipped(float[][][] embedding, double limit) {
    return limit == 0 ? embedding : Arrays.stream(embedding)
        .map(images -> Arrays.stream(images).map(row -> clipped(row, (float) limit)).toArray(float[][]::new))
        .toArray(float[][][]::new);
  }

  private static float[] clipped(float[] row, float limit) {
    float[] clipped = new float[row.length];
    for (int j = 0; j < row.length; j++) {
      clipped[j] = Math.clamp(row[j], -limit, limit);
    }
    return clipped;
  }

  /// Means of at most {@value #LOSS_PARTS} consecutive parts.
  private static double[] parts(double[] losses) {
    double[] parts = new double[Math.min(LOSS_PARTS, losses.length)];
    Arrays.setAll(parts, p -> {
      int begin = (int) ((long) losses.length * p / parts.length);
      int end = (int) ((long) losses.length * (p + 1) / parts.length);
      return Arrays.stream(losses, begin, end).average().orElseThrow();
    });
    return parts;
  }
}
