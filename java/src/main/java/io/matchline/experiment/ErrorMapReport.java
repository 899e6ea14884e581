package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The report of an error map: findings, maps and curves of the error, where it sits, cost, configuration.
final class ErrorMapReport {
  /// An error that grows by more is drawn over decades.
  private static final double LOG_RATIO = 30;

  private final RunRequest<CrossbarErrorMap> request;
  private final List<ErrorMapResult> results;
  private final SweepTable<CrossbarErrorMap, ErrorMapResult> table;

  ErrorMapReport(RunRequest<CrossbarErrorMap> request, List<ErrorMapResult> results) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
  }

  HtmlReport page() {
    MatrixTask task = request.points().getFirst().config().matrix();
    String question =
        "How far products in crossbars are from the exact ones: %d random matrices with %d vectors at each of %d points."
            .formatted(task.trials(), task.batch(), results.size());
    return new HtmlReport("Crossbar error map: " + request.name(), question, findings(), facts(), sections());
  }

  private List<Section> sections() {
    List<Block> error =
        new ArrayList<>(
            new SweepMaps<>(table, "error-map", "RMS error", Unit.FRACTION, ErrorMapResult::meanRms).blocks());
    error.addAll(new SweepFigures<>(table, "rms-error", errorAxis(), ErrorMapResult::rmsInterval, "trials").blocks());
    error.add(
        new Block.Table(
            "errors",
            errors(),
            "Errors over the root mean square (RMS, gain) or the largest (worst) of the exact products; means over"
                + " trials with 95 % intervals."));
    Block cost = new Block.Table("cost", costs(), "One multiplication of a vector; tiles work at once.");
    return List.of(
        new Section("Error", error),
        new Section("Position", List.of(position())),
        new Section("Energy and latency", List.of(cost)),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText()))));
  }

  private Axis errorAxis() {
    double least = results.stream().mapToDouble(ErrorMapResult::meanRms).min().orElseThrow();
    double most = results.stream().mapToDouble(ErrorMapResult::meanRms).max().orElseThrow();
    return least > 0 && most > LOG_RATIO * least
        ? Axis.log("RMS error", Unit.FRACTION)
        : Axis.linear("RMS error", Unit.FRACTION);
  }

  /// How much of each output arrives at the last point.
  private Block position() {
    double[] gain = results.getLast().gainByOutput();
    double[] place = IntStream.range(0, gain.length).asDoubleStream().toArray();
    LinePlot plot =
        LinePlot.of(
            "Gain of each output at the last point",
            Axis.linear("Output", Unit.ONE),
            Axis.linear("Gain", Unit.FRACTION),
            List.of(LinePlot.Line.of("gain", place, gain)));
    String where = label(results.size() - 1);
    String order = "Outputs are in the order of their columns, from the standard end of the drivers on.";
    return new Block.Figure("gain-by-output", plot, where.isEmpty() ? order : order + " " + where + ".");
  }

  private List<Fact> facts() {
    Comparator<Integer> byError = Comparator.comparingDouble(i -> results.get(i).meanRms());
    int least = IntStream.range(0, results.size()).boxed().min(byError).orElseThrow();
    int most = IntStream.range(0, results.size()).boxed().max(byError).orElseThrow();
    return least == most
        ? List.of(fact("RMS error", least))
        : List.of(fact("Smallest RMS error", least), fact("Largest RMS error", most));
  }

  private Fact fact(String label, int point) {
    return Fact.of(label, results.get(point).rmsInterval(), Unit.FRACTION, label(point));
  }

  private String label(int point) {
    return SweepTable.label(request.points().get(point).settings());
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (Fact fact : facts()) {
      findings.add(fact.label() + ": " + fact.value() + (fact.detail().isEmpty() ? "." : " at " + fact.detail() + "."));
    }
    Comparator<Integer> byGain = Comparator.comparingDouble(i -> gain(results.get(i)).value());
    int weakest = IntStream.range(0, results.size()).boxed().min(byGain).orElseThrow();
    Fact gain = Fact.of("gain", gain(results.get(weakest)), Unit.FRACTION, "");
    findings.add(
        "Products reach %s of their size at least%s."
            .formatted(gain.value(), label(weakest).isEmpty() ? "" : ", at " + label(weakest)));
    return findings;
  }

  private static Interval gain(ErrorMapResult result) {
    return Interval.ofMean(result.gain());
  }

  private ResultTable errors() {
    ResultTable shown =
        swept(
            Column.interval("rms_error", "RMS error", Unit.FRACTION),
            Column.interval("worst_error", "Worst error", Unit.FRACTION),
            Column.interval("gain", "Gain", Unit.FRACTION));
    for (int i = 0; i < results.size(); i++) {
      ErrorMapResult result = results.get(i);
      add(shown, i, result.rmsInterval(), Interval.ofMean(result.worst()), gain(result));
    }
    return shown;
  }

  private ResultTable costs() {
    ResultTable shown =
        swept(
            Column.of("energy_j", "Energy", Unit.JOULE),
            Column.of("array_energy_j", "Array", Unit.JOULE),
            Column.of("dac_energy_j", "Row converters", Unit.JOULE),
            Column.of("adc_energy_j", "Column converters", Unit.JOULE),
            Column.of("add_energy_j", "Shift and add", Unit.JOULE),
            Column.of("latency_s", "Latency", Unit.SECOND));
    for (int i = 0; i < results.size(); i++) {
      var cost = results.get(i).cost();
      add(
          shown,
          i,
          cost.energyJ(),
          cost.arrayEnergyJ(),
          cost.dacEnergyJ(),
          cost.adcEnergyJ(),
          cost.addEnergyJ(),
          cost.latencyS());
    }
    return shown;
  }

  /// A table that begins with a column for each swept key.
  private ResultTable swept(Column... columns) {
    List<Column> all = new ArrayList<>(table.columns());
    all.addAll(Arrays.asList(columns));
    return new ResultTable(all.toArray(Column[]::new));
  }

  private void add(ResultTable shown, int point, Object... cells) {
    List<Object> all = new ArrayList<>(request.points().get(point).settings().values());
    all.addAll(Arrays.asList(cells));
    shown.add(all.toArray());
  }
}
