package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.Interval;
import io.matchline.report.ResultTable;
import io.matchline.tcam.SearchCost;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The report of a few-shot search: findings, accuracy, margins, waveforms, configuration.
final class FewShotReport {
  private static final Axis ACCURACY = Axis.linear("Accuracy", Unit.FRACTION);

  private final RunRequest<FewShotSearch> request;
  private final List<FewShotResult> results;
  private final SweepTable<FewShotSearch, FewShotResult> table;
  private final Kernels kernels;

  FewShotReport(RunRequest<FewShotSearch> request, List<FewShotResult> results, Kernels kernels) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
    this.kernels = kernels;
  }

  HtmlReport page() {
    FewShotData data = request.points().getFirst().config().data();
    String question =
        ("%d-way %d-shot classification by the best match in a ternary memory: "
                + "%d episodes of %s images at each of %d points.")
            .formatted(
                data.ways(), data.shots(), data.episodes(), data.set().name().toLowerCase(Locale.ROOT), results.size());
    return new HtmlReport(
        "Few-shot search: " + request.name(), question, findings(), facts(), sections());
  }

  private List<Section> sections() {
    List<Block> accuracy =
        new ArrayList<>(
            new SweepFigures<>(table, "accuracy", ACCURACY, FewShotResult::interval, "episodes").blocks());
    accuracy.add(new Block.Table("accuracy", accuracyTable(), "Accuracy with 95 % intervals over episodes."));
    return List.of(
        new Section("Accuracy", accuracy),
        new Section("Margins", new MarginFigures(table).blocks()),
        new Section("Energy and latency", List.of(new Block.Table("energy", costTable(), costCaption()))),
        new Section("Waveforms", List.of(WaveformFigure.of(request.points().getLast(), kernels))),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText()))));
  }

  private List<Fact> facts() {
    int best = extreme(Comparator.comparingDouble((Integer i) -> results.get(i).interval().value()));
    int worst = extreme(Comparator.comparingDouble((Integer i) -> -results.get(i).interval().value()));
    return best == worst
        ? List.of(fact("Accuracy", best))
        : List.of(fact("Highest accuracy", best), fact("Lowest accuracy", worst));
  }

  /// The greatest by the order, the first among equals.
  private int extreme(Comparator<Integer> order) {
    int found = 0;
    for (int i = 1; i < results.size(); i++) {
      found = order.compare(i, found) > 0 ? i : found;
    }
    return found;
  }

  private Fact fact(String label, int point) {
    return new Fact(label, percent(results.get(point).interval()), label(point));
  }

  private String label(int point) {
    return SweepTable.label(request.points().get(point).settings());
  }

  private static String percent(Interval share) {
    return String.format(Locale.ROOT, "%.2f ± %.2f %%", 100 * share.value(), 100 * share.halfWidth());
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (Fact fact : facts()) {
      findings.add(fact.label() + ": " + fact.value() + (fact.detail().isEmpty() ? "." : " at " + fact.detail() + "."));
    }
    levelGap().ifPresent(findings::add);
    return findings;
  }

  /// The largest difference between a level and the ladder at the same point, paired by episode.
  private Optional<String> levelGap() {
    record Gap(Map<String, String> settings, Interval difference) {}
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Map<String, String> ladder = new LinkedHashMap<>(request.points().get(i).settings());
      if (!"ladder".equals(ladder.replace(SweepTable.LEVEL, "ladder")) && table.result(ladder) != null) {
        gaps.add(new Gap(request.points().get(i).settings(), paired(results.get(i), table.result(ladder))));
      }
    }
    return gaps.stream()
        .max(Comparator.comparingDouble(gap -> Math.abs(gap.difference.value())))
        .map(
            gap ->
                "Furthest from the exact ladder: %s is off by %s points (paired by episode)."
                    .formatted(SweepTable.label(gap.settings), percent(gap.difference).replace(" %", "")));
  }

  private static Interval paired(FewShotResult a, FewShotResult b) {
    double[] difference = new double[a.accuracy().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = a.accuracy()[i] - b.accuracy()[i];
    }
    return Interval.ofMean(difference);
  }

  private ResultTable accuracyTable() {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(Column.interval("accuracy", "Accuracy", Unit.FRACTION));
    columns.add(Column.of("tied", "Tied answers", Unit.FRACTION));
    columns.add(Column.of("median_margin", "Median margin"));
    ResultTable shown = new ResultTable(columns.toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      List<Object> cells = new ArrayList<>(request.points().get(i).settings().values());
      FewShotResult result = results.get(i);
      cells.add(result.interval());
      cells.add(result.tiedShare());
      cells.add(result.medianMargin());
      shown.add(cells.toArray());
    }
    return shown;
  }

  private ResultTable costTable() {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(Column.of("energy_j", "Energy", Unit.JOULE));
    columns.add(Column.of("match_lines_j", "Match lines", Unit.JOULE));
    columns.add(Column.of("cells_j", "of which cells", Unit.JOULE));
    columns.add(Column.of("search_lines_j", "Search lines", Unit.JOULE));
    columns.add(Column.of("amplifiers_j", "Amplifiers", Unit.JOULE));
    columns.add(Column.of("latency_s", "Latency", Unit.SECOND));
    ResultTable shown = new ResultTable(columns.toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      List<Object> cells = new ArrayList<>(request.points().get(i).settings().values());
      SearchCost cost = results.get(i).cost();
      for (double part : new double[] {
        cost.energyJ(), cost.matchLinesJ(), cost.cellsJ(), cost.searchLinesJ(), cost.amplifiersJ(), cost.latencyS()
      }) {
        cells.add(Double.isNaN(part) ? null : part);
      }
      shown.add(cells.toArray());
    }
    return shown;
  }

  private String costCaption() {
    String caption = "Of one search: the mean over the first search of every episode. Lines and tiles work at once.";
    Set<String> missing = new LinkedHashSet<>();
    results.forEach(result -> missing.addAll(result.cost().missing()));
    String parts = String.join(" and ", missing);
    return missing.isEmpty() ? caption : caption + " The energy is without " + parts + " where their fields are empty.";
  }
}
