package io.matchline.experiment;

import io.matchline.data.DataFolder;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.LineTarget;
import io.matchline.report.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Few-shot search as a run kind.
final class FewShotKind implements RunKind<FewShotSearch, FewShotResult> {
  private final Kernels kernels;
  private final Workers workers;
  private final Tasks tasks;
  private final Map<TargetSettings, Optional<LineTarget>> targets = new HashMap<>();

  FewShotKind(DataFolder data, Kernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    this.tasks = new Tasks(data, kernels, workers);
  }

  @Override
  public String name() {
    return "few-shot-search";
  }

  @Override
  public String steps() {
    return "episodes";
  }

  @Override
  public long prepare(List<FewShotSearch> points) {
    points.forEach(point -> targets.computeIfAbsent(point.target(), target -> Targets.open(target, kernels)));
    return points.stream().mapToLong(point -> tasks.of(point).size()).sum();
  }

  @Override
  public FewShotResult run(FewShotSearch point, Progress progress) {
    return new FewShotEpisodes(point, tasks.of(point), kernels, targets.get(point.target())).run(workers, progress);
  }

  @Override
  public JsonValue.Fields toJson(FewShotResult result) {
    return result.toJson();
  }

  @Override
  public FewShotResult fromJson(JsonValue.Fields json) {
    return FewShotResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(FewShotResult result) {
    return JsonValue.fields(
        "accuracy", result.interval().toJson(),
        "episodes", result.accuracy().length,
        "queries", result.margin().length,
        "tied", result.tied(),
        "median_margin", result.medianMargin(),
        "energy_per_search_j", result.cost().energyJ(),
        "cost_per_search", result.costJson(),
        "not_in_energy", result.cost().missing(),
        "accuracy_by_episode", result.accuracy());
  }

  @Override
  public HtmlReport report(RunRequest<FewShotSearch> request, List<FewShotResult> results) {
    return new FewShotReport(request, results, kernels).page();
  }
}
