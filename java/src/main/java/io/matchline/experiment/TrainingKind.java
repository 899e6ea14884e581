package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Image;
import io.matchline.data.Npz;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.OutputFolder;
import io.matchline.report.Progress;
import io.matchline.train.EmbeddingModel;
import io.matchline.train.Method;
import io.matchline.train.ModelSource;
import io.matchline.train.Prototypical;
import io.matchline.train.WeightsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Training and test of embedding networks as a run kind.
///
/// Several models are worked on side by side, one thread each; a single one gets all threads.
final class TrainingKind implements RunKind<FewShotTraining, TrainingResult> {
  private static final int LOSS_PARTS = 100;

  private final Kernels kernels;
  private final Workers workers;
  private final TrainedModels models;

  /// @param folder for the files of unfinished trainings
  TrainingKind(DataFolder data, Kernels kernels, Workers workers, Path folder) {
    this.kernels = kernels;
    this.workers = workers;
    this.models = new TrainedModels(data, kernels, folder);
  }

  @Override
  public String name() {
    return "few-shot-training";
  }

  @Override
  public String steps() {
    return "training steps";
  }

  @Override
  public long prepare(List<FewShotTraining> points) {
    long steps = 0;
    for (FewShotTraining point : points) {
      models.images(point.data().test(), point.data().side());
      if (point.training() instanceof Prototypical settings) {
        models.images(point.data().train(), point.data().side());
        steps += (long) point.models() * settings.episodes() * (needsPlain(point, settings) ? 2 : 1);
      }
    }
    return steps;
  }

  /// Whether another model says what the unit of noise is.
  private static boolean needsPlain(FewShotTraining point, Prototypical settings) {
    boolean noisy = point.test().plainAccuracy() > 0 || point.test().noise().stream().anyMatch(noise -> noise > 0);
    return settings.method() instanceof Method.NoiseAware || noisy && settings.method() instanceof Method.Bayesian;
  }

  @Override
  public TrainingResult run(FewShotTraining point, Progress progress) {
    ModelResult[] results = new ModelResult[point.models()];
    if (results.length == 1) {
      results[0] = model(point, 0, workers, progress);
    } else {
      AtomicInteger next = new AtomicInteger();
      workers.run(Math.min(workers.threads(), results.length), 1, thread -> {
        try (Workers alone = new Workers(1)) {
          for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            results[i] = model(point, i, alone, progress);
          }
        }
      });
    }
    return new TrainingResult(List.of(results));
  }

  private ModelResult model(FewShotTraining point, int index, Workers own, Progress progress) {
    long seed = point.seed() + index;
    ModelTest test = new ModelTest(
        point.test(), models.images(point.data().test(), point.data().side()), point.seed(), kernels, own);
    return switch (point.training()) {
      case Prototypical settings -> {
        double unit = 1;
        double matched = Double.NaN;
        if (needsPlain(point, settings)) {
          try (EmbeddingModel plain = models.of(point, TrainedModels.plain(settings), seed, 1, own, progress)) {
            unit = unit(point, plain, own);
            matched = test.matchedNoise(test.embed(plain), unit);
          }
        }
        try (EmbeddingModel model = models.of(point, settings, seed, unit, own, progress)) {
          double[] loss = parts(models.losses(point, settings, seed));
          yield needsPlain(point, settings)
              ? tested(test, test.embed(model), seed, loss, unit, matched)
              : testedAlone(test, model, seed, loss, unit(point, model, own));
        }
      }
      case ModelSource.Weights weights -> {
        try (EmbeddingModel model = new EmbeddingModel(
            point.network(), point.data().side(), new Method.Plain(), seed, kernels)) {
          WeightsFile.read(weights.file(), weights.layout(), model.parameters());
          float[][][] embedding = test.embed(model);
          double unit = EmbeddingHistogram.rms(rows(embedding));
          yield tested(test, embedding, seed, new double[0], unit, test.matchedNoise(embedding, unit));
        }
      }
    };
  }

  private ModelResult testedAlone(ModelTest test, EmbeddingModel model, long seed, double[] loss, double unit) {
    float[][][] embedding = test.embed(model);
    return tested(test, embedding, seed, loss, unit, test.matchedNoise(embedding, unit));
  }

  private ModelResult tested(
      ModelTest test, float[][][] embedding, long seed, double[] loss, double unit, double matched) {
    float[][] rows = rows(embedding);
    double shown = Double.isNaN(matched) ? test.test().noise().getLast() : matched;
    return new ModelResult(
        seed,
        loss,
        unit,
        EmbeddingHistogram.rms(rows),
        matched,
        EmbeddingHistogram.of(rows, unit, shown, new NoiseFields(kernels, test.seed())),
        test.cells(embedding, unit, matched));
  }

  /// RMS of the embeddings of the first image of every training class.
  private double unit(FewShotTraining point, EmbeddingModel model, Workers own) {
    var images = models.images(point.data().train(), point.data().side());
    List<Image> first = new ArrayList<>();
    for (int c = 0; c < images.classes(); c++) {
      first.add(images.image(c, 0));
    }
    return EmbeddingHistogram.rms(model.embed(first, own));
  }

  private static float[][] rows(float[][][] embedding) {
    return Arrays.stream(embedding).flatMap(Arrays::stream).toArray(float[][]::new);
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

  @Override
  public JsonValue.Fields toJson(TrainingResult result) {
    return result.toJson();
  }

  @Override
  public TrainingResult fromJson(JsonValue.Fields json) {
    return TrainingResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(TrainingResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<FewShotTraining> request, List<TrainingResult> results) {
    return new TrainingReport(request, results).page();
  }

  /// The weights of every model, `weights/point-P-seed-S.npz`, and where asked for embeddings.
  @Override
  public void attach(RunRequest<FewShotTraining> request, OutputFolder folder) {
    for (int p = 0; p < request.points().size(); p++) {
      FewShotTraining point = request.points().get(p).config();
      for (int i = 0; i < point.models(); i++) {
        String name = "point-%d-seed-%d.npz".formatted(p, point.seed() + i);
        if (point.training() instanceof Prototypical settings) {
          folder.write("weights/" + name, Npz.bytes(models.weights(point, settings, point.seed() + i)));
        }
      }
    }
  }
}
