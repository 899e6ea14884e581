package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.Interval;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The report of a margin analysis: findings, error probabilities over the sweep and over k and gap, measured beside
/// expected, where the ranking flips, configuration.
final class MarginReport {
  private static final String CLOSEST = "Error probability at the smallest gap";

  private final RunRequest<MarginAnalysis> request;
  private final List<MarginResult> results;
  private final SweepTable<MarginAnalysis, MarginResult> table;

  MarginReport(RunRequest<MarginAnalysis> request, List<MarginResult> results) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
  }

  HtmlReport page() {
    String question =
        "How often the wrong one of two rows wins: %d pairs for each of %d numbers of mismatches at each of %d points."
            .formatted(results.getFirst().pairs(), results.getFirst().contests(), results.size());
    return new HtmlReport("Margin analysis: " + request.name(), question, findings(), facts(), sections());
  }

  private List<Section> sections() {
    List<Block> error =
        new ArrayList<>(
            new SweepMaps<>(table, "error-map", CLOSEST, Unit.FRACTION, r -> r.closest().value()).blocks());
    Axis axis = Axis.linear(CLOSEST, Unit.FRACTION);
    error.addAll(new SweepFigures<>(table, "error", axis, MarginResult::closest, "pairs").blocks());
    MarginMaps maps = new MarginMaps(request.points(), results);
    error.addAll(maps.contests());
    error.add(maps.expectedBesideMeasured());
    error.add(
        new Block.Table(
            "margins",
            margins(),
            "Measured errors with 95 % intervals, draws counted half; expected ones by the closed form, with the distance"
                + " of the two rows' falls −ln(V/precharge) and its standard deviation."));
    List<Block> flips = new ArrayList<>(maps.flips());
    flips.add(
        new Block.Table(
            "flips",
            flips(),
            "First k at which k mismatches at the far end discharge the line to half later than k − 1 beside the amplifier"
                + " (0: none up to 32), and the rule ½ + 1.2/√load, load = R · M · G_on."));
    return List.of(
        new Section("Error", error),
        new Section("Ranking flips", flips),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText()))));
  }

  private List<Fact> facts() {
    Comparator<Integer> byError = Comparator.comparingDouble(i -> results.get(i).closest().value());
    int least = IntStream.range(0, results.size()).boxed().min(byError).orElseThrow();
    int most = IntStream.range(0, results.size()).boxed().max(byError).orElseThrow();
    return least == most
        ? List.of(fact(CLOSEST, least))
        : List.of(fact("Lowest error at the smallest gap", least), fact("Highest error at the smallest gap", most));
  }

  private Fact fact(String label, int point) {
    return Fact.of(label, results.get(point).closest(), Unit.FRACTION, label(point));
  }

  private String label(int point) {
    return SweepTable.label(request.points().get(point).settings());
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (Fact fact : facts()) {
      findings.add(fact.label() + ": " + fact.value() + (fact.detail().isEmpty() ? "." : " at " + fact.detail() + "."));
    }
    findings.add(
        "The closed form is outside the 95 %% interval of the measured error in %d of %d contests."
            .formatted(results.stream().mapToInt(MarginReport::surprises).sum(),
                results.stream().mapToInt(MarginResult::contests).sum()));
    IntStream.range(0, results.size())
        .boxed()
        .filter(i -> results.get(i).onset() > 0)
        .min(Comparator.comparingInt(i -> results.get(i).onset()))
        .ifPresent(
            i ->
                findings.add(
                    "The ranking flips from %d mismatches on%s."
                        .formatted(results.get(i).onset(), label(i).isEmpty() ? "" : " at " + label(i))));
    return findings;
  }

  private static int surprises(MarginResult result) {
    return (int) IntStream.range(0, result.contests())
        .filter(c -> {
          Interval error = result.error(c);
          return result.expected()[c] < error.low() || result.expected()[c] > error.high();
        })
        .count();
  }

  private ResultTable margins() {
    ResultTable rows =
        new ResultTable(
            Stream.concat(
                    table.columns().stream(),
                    Stream.of(
                        Column.of("mismatches", "k"),
                        Column.of("gap", "Gap"),
                        Column.interval("error", "Error", Unit.FRACTION),
                        Column.of("expected_error", "Expected error", Unit.FRACTION),
                        Column.of("expected_margin", "Expected margin"),
                        Column.of("expected_sigma", "Expected sigma")))
                .toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      MarginResult result = results.get(i);
      for (int c = 0; c < result.contests(); c++) {
        rows.add(
            row(
                i,
                (int) result.mismatches()[c],
                (int) result.gap()[c],
                result.error(c),
                result.expected()[c],
                result.margin()[c],
                result.sigma()[c]));
      }
    }
    return rows;
  }

  private ResultTable flips() {
    ResultTable rows =
        new ResultTable(
            Stream.concat(
                    table.columns().stream(),
                    Stream.of(
                        Column.of("line_load", "Load"),
                        Column.of("flip_onset", "Onset"),
                        Column.of("flip_onset_rule", "Onset by the rule")))
                .toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      MarginResult result = results.get(i);
      Double rule = result.load() > 0 ? result.onsetByRule() : null;
      rows.add(row(i, result.load(), result.onset(), rule));
    }
    return rows;
  }

  private Object[] row(int point, Object... cells) {
    return Stream.concat(request.points().get(point).settings().values().stream(), Arrays.stream(cells)).toArray();
  }
}
