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
import java.util.function.Supplier;

/// Runs an experiment end to end and writes its output folder.
///
/// Finished points are kept beside the folder until the run is complete; the same command then goes on where an
/// interrupted one stopped, and gives the same results as if it had not.
public final class ExperimentRun {
  private static final double NS_PER_SECOND = 1e9;

  private final RunRequest<Experiment> request;
  private final DataFolder data;
  private final Kernels kernels;
  private final Map<String, Double> timingsS = new LinkedHashMap<>();

  public ExperimentRun(RunRequest<Experiment> request, DataFolder data, Kernels kernels) {
    this.request = request;
    this.data = data;
    this.kernels = kernels;
  }

  /// @return the folder with `report.html`, `results.json`, tables and plots
  public Path run() {
    try (OutputFolder folder = OutputFolder.at(request.out());
        Workers workers = new Workers(request.threads())) {
      return switch (request.points().getFirst().config()) {
        case FewShotSearch _ ->
            run(new FewShotKind(data, kernels, workers), request.of(FewShotSearch.class), folder);
        case CrossbarErrorMap _ ->
            run(new ErrorMapKind(kernels, workers), request.of(CrossbarErrorMap.class), folder);
        case MarginAnalysis _ -> run(new MarginKind(kernels, workers), request.of(MarginAnalysis.class), folder);
        case MetricNoise _ ->
            run(new MetricNoiseKind(data, kernels, workers), request.of(MetricNoise.class), folder);
        case EmbeddingMap _ ->
            run(new EmbeddingMapKind(data, kernels, workers), request.of(EmbeddingMap.class), folder);
        case CoSimulation _ -> run(new CoSimulationKind(kernels), request.of(CoSimulation.class), folder);
        case FewShotTraining _ ->
            run(new TrainingKind(data, kernels, workers, checkpoint().folder()),
                request.of(FewShotTraining.class), folder);
      };
    }
  }

  private <E extends Experiment, R> Path run(RunKind<E, R> kind, RunRequest<E> typed, OutputFolder folder) {
    Checkpoint checkpoint = checkpoint();
    List<R> results = results(kind, typed, checkpoint);
    HtmlReport report = timed("report", () -> kind.report(typed, results));
    folder.write("config.yaml", request.configText());
    report.writeTo(folder, document(kind, results));
    kind.attach(typed, folder);
    Path written = folder.commit();
    checkpoint.delete();
    return written;
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(request.out(), checkpointKey(request));
  }

  /// Hash of everything that the results depend on.
  static String checkpointKey(RunRequest<?> request) {
    return Provenance.hash(JsonValue.fields("version", Provenance.programVersion(), "config", request.configHash()));
  }

  /// Results of all points: those of an earlier run from its checkpoint, the others computed.
  private <E extends Experiment, R> List<R> results(
      RunKind<E, R> kind, RunRequest<E> typed, Checkpoint checkpoint) {
    List<Optional<R>> known = new ArrayList<>();
    List<E> open = new ArrayList<>();
    for (Point<E> point : typed.points()) {
      known.add(checkpoint.read(part(known.size())).map(kind::fromJson));
      if (known.getLast().isEmpty()) {
        open.add(point.config());
      }
    }
    long steps = timed("prepare", () -> kind.prepare(open));
    return timed("run", () -> {
      List<R> results = new ArrayList<>();
      try (Progress progress = Progress.start(kind.name(), kind.steps(), Math.max(1, steps))) {
        for (Point<E> point : typed.points()) {
          int number = results.size();
          results.add(known.get(number).orElseGet(() -> {
            R result = kind.run(point.config(), progress);
            checkpoint.write(part(number), kind.toJson(result));
            return result;
          }));
        }
      }
      return results;
    });
  }

  private <T> T timed(String phase, Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    timingsS.put(phase, (System.nanoTime() - begin) / NS_PER_SECOND);
    return result;
  }

  private static String part(int point) {
    return "point-" + point;
  }

  private <R> ResultDocument document(RunKind<?, R> kind, List<R> results) {
    List<JsonValue> points = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Map<String, JsonValue> fields = new LinkedHashMap<>();
      fields.put("settings", JsonValue.of(request.points().get(i).settings()));
      fields.putAll(kind.shown(results.get(i)).values());
      points.add(new JsonValue.Fields(fields));
    }
    return new ResultDocument(
        kind.name(),
        JsonValue.fields("yaml", request.configText()),
        JsonValue.fields("points", points),
        provenance());
  }

  private Provenance provenance() {
    return new Provenance(
        Provenance.programVersion(),
        request.configHash(),
        request.points().getFirst().config().seed(),
        kernels.backend().key(),
        kernels.level().key(),
        request.threads(),
        request.commandLine(),
        Machine.current(),
        timingsS);
  }
}
