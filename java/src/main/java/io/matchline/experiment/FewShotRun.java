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
import java.util.Optional;

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
    List<Optional<PointResult>> known = new ArrayList<>();
    Tasks tasks = new Tasks(data, kernels, workers);
    long begin = System.nanoTime();
    long episodes = 0;
    for (Point point : request.points()) {
      known.add(checkpoint.read(part(known.size())).map(PointResult::fromJson));
      if (known.getLast().isEmpty()) {
        episodes += tasks.of(point.config()).size();
      }
    }
    timingsS.put("encode", (System.nanoTime() - begin) / NS_PER_SECOND);
    begin = System.nanoTime();
    List<PointResult> results = new ArrayList<>();
    try (Progress progress = Progress.start("searching", "episodes", Math.max(1, episodes))) {
      for (Point point : request.points()) {
        String part = part(results.size());
        results.add(
            known.get(results.size()).orElseGet(() -> {
              FewShotSearch config = point.config();
              PointResult result = new PointRun(config, tasks.of(config), kernels).run(workers, progress);
              checkpoint.write(part, result.toJson());
              return result;
            }));
      }
    }
    timingsS.put("search", (System.nanoTime() - begin) / NS_PER_SECOND);
    return results;
  }

  private static String part(int point) {
    return "point-" + point;
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
