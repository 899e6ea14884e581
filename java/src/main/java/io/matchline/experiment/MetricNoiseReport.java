package io.matchline.experiment;

import io.matchline.experiment.MetricNoiseResult.Compared;
import io.matchline.report.Axis;
import io.matchline.report.BarPlot;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The report of a noise strength of metrics: where the order LSH < L2 < L1 < L∞ holds, curves, table.
final class MetricNoiseReport {
  private static final Axis STRENGTH = Axis.log("Noise strength √(1 − ρ²) / |ρ|", Unit.ONE);

  private final RunRequest<MetricNoise> request;
  private final List<MetricNoiseResult> results;
  private final SweepTable<MetricNoise, MetricNoiseResult> table;

  MetricNoiseReport(RunRequest<MetricNoise> request, List<MetricNoiseResult> results) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
  }

  HtmlReport page() {
    MetricNoise first = request.points().getFirst().config();
    String question = ("How noisy a cosine is a metric that an array can measure? Pearson's ρ with the cosine distance over all"
        + " pairs of %d embeddings, %d episodes at each of %d points.")
        .formatted(first.rows(), first.episodes(), results.size());
    List<Block> blocks = new ArrayList<>(table.numeric().map(this::curves).orElseGet(this::bars));
    blocks.add(new Block.Table("noise-strength", strengths(), "Noise strength with 95 % intervals over episodes; none for a metric that says nothing about the cosine."));
    return new HtmlReport("Noise of metrics: " + request.name(), question, findings(), List.of(), List.of(
        new Section("Noise strength", blocks),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText())))));
  }

  private List<String> findings() {
    long held = results.stream().filter(MetricNoiseResult::ordered).count();
    List<String> findings = new ArrayList<>();
    findings.add("LSH < L2 < L1 < L∞ holds at %d of %d points.".formatted(held, results.size()));
    for (int i = 0; i < results.size(); i++) {
      if (!results.get(i).ordered()) {
        String at = SweepTable.label(request.points().get(i).settings());
        findings.add("It breaks" + (at.isEmpty() ? "" : " at " + at) + ": " + results.get(i).order() + ".");
      }
    }
    return findings;
  }

  /// A figure for every combination of the other axes, a curve for every metric.
  private List<Block> curves(SweepAxis x) {
    List<SweepAxis> others = new ArrayList<>(table.axes());
    others.remove(x);
    List<Block> blocks = new ArrayList<>();
    for (Map<String, String> rest : SweepTable.combinations(others)) {
      List<LinePlot.Line> lines = new ArrayList<>();
      for (Compared metric : related()) {
        List<Interval> values = new ArrayList<>();
        for (String setting : x.values()) {
          Map<String, String> settings = new LinkedHashMap<>(rest);
          settings.put(x.path(), setting);
          values.add(table.result(settings).strength(metric));
        }
        lines.add(LinePlot.Line.of(metric.shown(), x.numbers(), values));
      }
      String title = "Noise strength" + (rest.isEmpty() ? "" : " at " + SweepTable.label(rest));
      boolean decades = Arrays.stream(x.numbers()).allMatch(v -> v > 0);
      String name = SweepTable.shortName(x.path());
      Axis axis = decades ? Axis.log(name, x.unit().orElseThrow()) : Axis.linear(name, x.unit().orElseThrow());
      blocks.add(new Block.Figure(
          "noise-strength-" + blocks.size(),
          LinePlot.of(title, axis, STRENGTH, lines),
          "Bands are 95 % intervals over episodes."));
    }
    return blocks;
  }

  /// The metrics that say something about the cosine at every point.
  private List<Compared> related() {
    return Arrays.stream(Compared.values())
        .filter(metric -> results.stream().allMatch(result -> result.related(metric)))
        .toList();
  }

  private List<Block> bars() {
    List<String> metrics = related().stream().map(Compared::shown).toList();
    List<BarPlot.Bars> bars = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      MetricNoiseResult result = results.get(i);
      String label = SweepTable.label(request.points().get(i).settings());
      bars.add(new BarPlot.Bars(
          label.isEmpty() ? "all" : label, related().stream().map(result::strength).toList()));
    }
    Axis axis = Axis.linear("Noise strength √(1 − ρ²) / |ρ|", Unit.ONE);
    return List.of(new Block.Figure(
        "noise-strength-0",
        new BarPlot("Noise strength", "", axis, metrics, bars),
        "Whiskers are 95 % intervals over episodes."));
  }

  private ResultTable strengths() {
    List<Column> columns = new ArrayList<>(table.columns());
    for (Compared metric : Compared.values()) {
      columns.add(Column.interval(metric.name().toLowerCase(Locale.ROOT), metric.shown(), Unit.ONE));
    }
    columns.add(Column.of("noise_order", "Order"));
    ResultTable shown = new ResultTable(columns.toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      List<Object> cells = new ArrayList<>(request.points().get(i).settings().values());
      MetricNoiseResult result = results.get(i);
      Arrays.stream(Compared.values()).forEach(
          metric -> cells.add(result.related(metric) ? result.strength(metric) : null));
      cells.add(result.order());
      shown.add(cells.toArray());
    }
    return shown;
  }
}
