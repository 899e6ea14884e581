package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import java.util.List;

/// Error maps as a run kind.
///
/// @param workers share the trials of a point
record ErrorMapKind(Kernels kernels, Workers workers) implements RunKind<CrossbarErrorMap, ErrorMapResult> {
  @Override
  public String name() {
    return "crossbar-error-map";
  }

  @Override
  public String steps() {
    return "trials";
  }

  @Override
  public long prepare(List<CrossbarErrorMap> points) {
    return points.stream().mapToLong(point -> point.matrix().trials()).sum();
  }

  @Override
  public ErrorMapResult run(CrossbarErrorMap point, Progress progress) {
    ErrorMapTrial[] trials = new ErrorMapTrial[point.matrix().trials()];
    workers.run(
        trials.length,
        1,
        span -> {
          for (int t = (int) span.begin(); t < span.end(); t++) {
            trials[t] = ErrorMapTrial.run(point, t, kernels);
            progress.step(1);
          }
        });
    return ErrorMapResult.of(List.of(trials));
  }

  @Override
  public JsonValue.Fields toJson(ErrorMapResult result) {
    return result.toJson();
  }

  @Override
  public ErrorMapResult fromJson(JsonValue.Fields json) {
    return ErrorMapResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(ErrorMapResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<CrossbarErrorMap> request, List<ErrorMapResult> results) {
    return new ErrorMapReport(request, results).page();
  }
}
