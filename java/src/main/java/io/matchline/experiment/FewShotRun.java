package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.Machine;
import io.matchline.report.OutputFolder;
import io.matchline.report.Progress;
import io.matchline.report.Provenance;
import io.matchline.report.ResultDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs a few-shot search experiment end to end and writes its output folder.
///
/// Finished points are kept beside the folder until the run is complete; the same command then goes on where an
/// interrupted one stopped, and gives the same results as if it had not.
public final class FewShotRun {
  private static final double NS_PER_SECOND = 1e9;

  private final RunRequest request;
  private final DataFolder data;
  private final Kernels kernels;
  private final Map<String, Double> timingsS = new LinkedHashMap<>();

  public FewShotRun(RunRequest request, DataFolder data, Kernels kernels) {
    this.request = request;
    this.data = data;
    this.kernels = kernels;
  }

  /// @return the folder with `report.html`, `results.json`, tables and plots
  public Path run() {
    try (OutputFolder folder = OutputFolder.at(request.out());
        Workers workers = new Workers(request.threads())) {
      Checkpoint checkpoint = new Checkpoint(request.out(), checkpointKey(request));
      List<PointResult> results = points(checkpoint, workers);
      long begin = System.nanoTime();
      HtmlReport report = new FewShotReport(request, results, kernels).page();
      timingsS.put("report", (System.nanoTime() - begin) / NS_PER_SECOND);
      folder.write("config.yaml", request.configText());
      report.writeTo(folder, document(results));
      Path written = folder.commit();
      checkpoint.delete();
      return written;
    }
  }

  /// Hash of everything that the results depend on.
  static String checkpointKey(RunRequest request) {
    return Provenance.hash(JsonValue.fields("version", Provenance.programVersion(), "config", request.configHash()));
  }

  private List<PointResult> points(Checkpoint checkpoint, Workers workers) {
    List<PointResult> results = new ArrayList<>();
    Map<Object, List<Task>> encoded = new LinkedHashMap<>();
    long episodes = request.points().stream().mapToLong(p -> p.config().data().episodes()).sum();
    long begin = System.nanoTime();
    try (Progress progress = Progress.start("searching", "episodes", episodes)) {
      for (Point point : request.points()) {
        String part = "point-" + results.size();
        PointResult result =
            checkpoint.read(part).map(PointResult::fromJson).orElseGet(() -> compute(point, encoded, workers, progress));
        checkpoint.write(part, result.toJson());
        results.add(result);
      }
    }
    timingsS.put("search", (System.nanoTime() - begin) / NS_PER_SECOND);
    return results;
  }

  private PointResult compute(
      Point point, Map<Object, List<Task>> encoded, Workers workers, Progress progress) {
    FewShotSearch config = point.config();
    Object sameTasks = List.of(config.seed(), config.data(), config.features());
    List<Task> tasks = encoded.computeIfAbsent(sameTasks, key -> Tasks.encode(config, data, kernels, workers));
    return new PointRun(config, tasks, kernels).run(workers, progress);
  }

  private ResultDocument document(List<PointResult> results) {
    List<JsonValue> points = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      PointResult result = results.get(i);
      points.add(
          JsonValue.fields(
              "settings", request.points().get(i).settings(),
              "accuracy", result.interval().toJson(),
              "episodes", result.accuracy().length,
              "queries", result.margin().length,
              "tied", result.tied(),
              "median_margin", result.medianMargin(),
              "accuracy_by_episode", result.accuracy()));
    }
    Provenance provenance =
        new Provenance(
            Provenance.programVersion(),
            request.configHash(),
            request.points().getFirst().config().seed(),
            kernels.backend().key(),
            kernels.level().key(),
            request.threads(),
            request.commandLine(),
            Machine.current(),
            timingsS);
    return new ResultDocument(
        "few-shot-search",
        JsonValue.fields("yaml", request.configText()),
        JsonValue.fields("points", points),
        provenance);
  }
}
