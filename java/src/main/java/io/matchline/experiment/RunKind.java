package io.matchline.experiment;

import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.OutputFolder;
import io.matchline.report.Progress;
import java.util.List;

/// What a kind of experiment adds to a run; sweep, checkpoints and output are the same for all.
///
/// @param <E> the experiment's record
/// @param <R> what comes out at one point
sealed interface RunKind<E extends Experiment, R>
    permits FewShotKind,
        ErrorMapKind,
        MarginKind,
        CoSimulationKind,
        TrainingKind,
        MetricNoiseKind,
        EmbeddingMapKind {
  /// The name in files.
  String name();

  /// What progress counts, for example `episodes`.
  String steps();

  /// Gets ready for some points of the sweep.
  ///
  /// @return how many steps they take together
  long prepare(List<E> points);

  /// Runs one of the points that {@link #prepare} was told of, and reports each step.
  R run(E point, Progress progress);

  /// The whole result.
  JsonValue.Fields toJson(R result);

  /// Reads what {@link #toJson} wrote.
  R fromJson(JsonValue.Fields json);

  /// What `results.json` shows of a point, besides its settings.
  JsonValue.Fields shown(R result);

  HtmlReport report(RunRequest<E> request, List<R> results);

  /// Files beside the report.
  default void attach(RunRequest<E> request, OutputFolder folder) {}
}
