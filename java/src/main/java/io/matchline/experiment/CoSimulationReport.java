package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.LinePlot;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The report of a co-simulation: waveforms of the row from both sides, readings and winners query by query.
final class CoSimulationReport {
  /// Every so many samples of ngspice get a marker.
  private static final int MARKED = 8;

  private static final String READINGS =
      "Readings before the amplifier: voltages at the strobe (V), or times of the crossing (s).";
  private static final String SAMPLES = "Voltage of the co-simulated row at its sense amplifier.";

  private final RunRequest<CoSimulation> request;
  private final List<CoSimulationResult> results;
  private final SweepTable<CoSimulation, CoSimulationResult> table;

  CoSimulationReport(RunRequest<CoSimulation> request, List<CoSimulationResult> results) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
  }

  HtmlReport page() {
    CoSimulation config = request.points().getFirst().config();
    String question =
        "A search of %d rows: row %d is a circuit in ngspice under stepped search lines, the others are kernels."
            .formatted(config.rows(), config.coSimulated().row());
    List<Block> waveforms = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      waveforms.add(waveforms(i));
    }
    return new HtmlReport(
        "Co-simulation: " + request.name(),
        question,
        facts().stream().map(fact -> fact.label() + ": " + fact.value() + ".").toList(),
        facts(),
        List.of(
            new Section("Waveforms", waveforms),
            new Section("Searches", List.of(new Block.Table("queries", queries(), READINGS))),
            new Section("Waveform data", List.of(new Block.Table("waveforms", samples(), SAMPLES))),
            new Section("Configuration", List.of(new Block.Details("All settings", request.configText())))));
  }

  private List<Fact> facts() {
    double worstV = results.stream().mapToDouble(CoSimulationResult::worstV).max().orElseThrow();
    long changed = results.stream().mapToLong(CoSimulationResult::changed).sum();
    long searches = results.stream().mapToLong(result -> result.answers().size()).sum();
    return List.of(
        Fact.of("Largest distance between ngspice and kernel", worstV, Unit.VOLT, ""),
        new Fact("Winners that ngspice's row changes", changed + " of " + searches, ""));
  }

  private Block waveforms(int point) {
    CoSimulationResult result = results.get(point);
    List<LinePlot.Line> curves = new ArrayList<>();
    for (CoSimulationAnswer answer : result.answers()) {
      String name = answer.mismatches() + (answer.mismatches() == 1 ? " mismatch, " : " mismatches, ");
      curves.add(LinePlot.Line.of(name + "kernel", result.timesS(), answer.kernelV()));
      curves.add(
          LinePlot.Line.of(name + "ngspice", marked(result.timesS()), marked(answer.ngspiceV()))
              .styled(LinePlot.Style.POINTS));
    }
    String where = SweepTable.label(request.points().get(point).settings());
    LinePlot plot =
        LinePlot.of(
            "The co-simulated row",
            Axis.linear("Time after precharge", Unit.SECOND),
            Axis.linear("Voltage at the sense amplifier", Unit.VOLT),
            curves);
    return new Block.Figure("waveforms-" + point, plot, "Lines: the kernel. Markers: ngspice" + (where.isEmpty() ? "." : ", " + where + "."));
  }

  /// The samples that get a marker.
  private static double[] marked(double[] samples) {
    return IntStream.range(0, samples.length).filter(i -> i % MARKED == 0).mapToDouble(i -> samples[i]).toArray();
  }

  private ResultTable queries() {
    ResultTable shown =
        swept(
            Column.of("mismatches", "Mismatches"),
            Column.of("kernel", "Kernel"),
            Column.of("ngspice", "ngspice"),
            Column.of("worst_v", "Largest distance", Unit.VOLT),
            Column.of("kernel_best", "Best row, kernels"),
            Column.of("best", "Best row, with ngspice"));
    for (int i = 0; i < results.size(); i++) {
      for (CoSimulationAnswer a : results.get(i).answers()) {
        add(shown, i, a.mismatches(), a.kernel(), a.ngspice(), a.worstV(), a.kernelBest(), a.best());
      }
    }
    return shown;
  }

  private ResultTable samples() {
    ResultTable shown =
        swept(
            Column.of("mismatches", "Mismatches"),
            Column.of("time_s", "Time", Unit.SECOND),
            Column.of("kernel_v", "Kernel", Unit.VOLT),
            Column.of("ngspice_v", "ngspice", Unit.VOLT));
    for (int i = 0; i < results.size(); i++) {
      double[] timesS = results.get(i).timesS();
      for (CoSimulationAnswer a : results.get(i).answers()) {
        for (int k = 0; k < timesS.length; k++) {
          add(shown, i, a.mismatches(), timesS[k], a.kernelV()[k], a.ngspiceV()[k]);
        }
      }
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
