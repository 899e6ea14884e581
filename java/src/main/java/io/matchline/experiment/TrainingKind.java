package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.data.Npz;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.OutputFolder;
import io.matchline.report.Progress;
import io.matchline.train.Prototypical;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Training and test of embedding networks as a run kind.
///
/// Several models are worked on side by side, one thread each; a single one gets all threads.
final class TrainingKind implements RunKind<FewShotTraining, TrainingResult> {
  private final Kernels kernels;
  private final Workers workers;
  private final TrainedModels models;

  /// @param folder for the files of trainings until the run is complete
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
    Map<String, Integer> steps = new HashMap<>();
    for (FewShotTraining point : points) {
      models.images(point.data().test(), point.data().side());
      if (point.training() instanceof Prototypical settings) {
        models.images(point.data().train(), point.data().side());
        for (int i = 0; i < point.models(); i++) {
          steps.put(TrainedModels.key(point, settings, point.seed() + i), settings.episodes());
          if (ModelRun.needsPlain(point, settings)) {
            Prototypical plain = settings.plain();
            steps.put(TrainedModels.key(point, plain, point.seed() + i), plain.episodes());
          }
        }
      }
    }
    return steps.values().stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public TrainingResult run(FewShotTraining point, Progress progress) {
    ModelResult[] results = new ModelResult[point.models()];
    if (results.length == 1) {
      results[0] = new ModelRun(point, models, kernels, workers, progress).run(0);
    } else {
      AtomicInteger next = new AtomicInteger();
      workers.run(Math.min(workers.threads(), results.length), 1, thread -> {
        try (Workers alone = new Workers(1)) {
          ModelRun run = new ModelRun(point, models, kernels, alone, progress);
          for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            results[i] = run.run(i);
          }
        }
      });
    }
    return new TrainingResult(List.of(results));
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

  /// The weights of every model, `weights/point-P-seed-S.npz`, and where asked for `embeddings/point-P-seed-S.npz`.
  @Override
  public void attach(RunRequest<FewShotTraining> request, OutputFolder folder) {
    for (int p = 0; p < request.points().size(); p++) {
      FewShotTraining point = request.points().get(p).config();
      for (int i = 0; i < point.models(); i++) {
        String name = "point-%d-seed-%d.npz".formatted(p, point.seed() + i);
        if (point.training() instanceof Prototypical settings) {
          folder.write("weights/" + name, Npz.bytes(models.weights(point, settings, point.seed() + i)));
        }
        if (point.test().embeddings()) {
          folder.write("embeddings/" + name, models.kept(point, i));
        }
      }
    }
  }
}
