package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.BarPlot;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Accuracy over the sweep: a curve per level (or per value of the first other key) over the first numeric key, one
/// figure for every combination of the rest; bars where no key is a number.
final class AccuracyFigures {
  private static final Axis ACCURACY = Axis.linear("Accuracy", Unit.FRACTION);

  private final SweepTable<FewShotSearch, FewShotResult> table;

  AccuracyFigures(SweepTable<FewShotSearch, FewShotResult> table) {
    this.table = table;
  }

  List<Block> blocks() {
    return table.numeric().map(this::curves).orElseGet(this::bars);
  }

  private List<Block> curves(SweepAxis x) {
    List<SweepAxis> others = new ArrayList<>(table.axes());
    others.remove(x);
    List<SweepAxis> series =
        others.stream().filter(axis -> axis.path().equals(SweepTable.LEVEL)).findFirst()
            .or(() -> others.stream().findFirst()).stream().toList();
    others.removeAll(series);
    List<Block> blocks = new ArrayList<>();
    for (Map<String, String> rest : SweepTable.combinations(others)) {
      blocks.add(figure(x, series, rest, blocks.size()));
    }
    return blocks;
  }

  private Block figure(SweepAxis x, List<SweepAxis> series, Map<String, String> rest, int number) {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (Map<String, String> one : SweepTable.combinations(series)) {
      List<Interval> values = new ArrayList<>();
      for (String value : x.values()) {
        Map<String, String> settings = new LinkedHashMap<>(rest);
        settings.putAll(one);
        settings.put(x.path(), value);
        values.add(table.result(settings).interval());
      }
      lines.add(LinePlot.Line.of(one.isEmpty() ? "accuracy" : SweepTable.label(one), x.numbers(), values));
    }
    String title = rest.isEmpty() ? "Accuracy" : "Accuracy at " + SweepTable.label(rest);
    Axis axis = Axis.linear(SweepTable.shortName(x.path()), x.unit().orElseThrow());
    return new Block.Figure(
        "accuracy-" + number, LinePlot.of(title, axis, ACCURACY, lines), "Bands are 95 % intervals over episodes.");
  }

  private List<Block> bars() {
    List<Map<String, String>> all = SweepTable.combinations(table.axes());
    List<String> names = all.stream().map(s -> s.isEmpty() ? "all" : SweepTable.label(s)).toList();
    List<Interval> values = all.stream().map(s -> table.result(s).interval()).toList();
    BarPlot plot =
        new BarPlot("Accuracy", "", ACCURACY, names, List.of(new BarPlot.Bars("accuracy", values)));
    return List.of(new Block.Figure("accuracy-0", plot, "Whiskers are 95 % intervals over episodes."));
  }
}
