package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.BarPlot;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One quantity over the sweep: a curve per level (or per value of the first other key) over the first numeric key, one
/// figure for every combination of the rest; bars where no key is a number.
///
/// @param name of the plots' files, which end with a number
/// @param y axis of the quantity; its label is the title
/// @param value of the quantity at a point
/// @param over what the intervals are taken over, for example `episodes`
record SweepFigures<E extends Experiment, R>(
    SweepTable<E, R> table, String name, Axis y, Function<R, Interval> value, String over) {
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
      for (String setting : x.values()) {
        Map<String, String> settings = new LinkedHashMap<>(rest);
        settings.putAll(one);
        settings.put(x.path(), setting);
        values.add(value.apply(table.result(settings)));
      }
      lines.add(LinePlot.Line.of(one.isEmpty() ? name : SweepTable.label(one), x.numbers(), values));
    }
    String title = rest.isEmpty() ? y.label() : y.label() + " at " + SweepTable.label(rest);
    Axis axis = Axis.linear(SweepTable.shortName(x.path()), x.unit().orElseThrow());
    return new Block.Figure(
        name + "-" + number, LinePlot.of(title, axis, y, lines), "Bands are 95 % intervals over " + over + ".");
  }

  private List<Block> bars() {
    List<Map<String, String>> all = SweepTable.combinations(table.axes());
    List<String> names = all.stream().map(s -> s.isEmpty() ? "all" : SweepTable.label(s)).toList();
    List<Interval> values = all.stream().map(s -> value.apply(table.result(s))).toList();
    BarPlot plot = new BarPlot(y.label(), "", y, names, List.of(new BarPlot.Bars(name, values)));
    return List.of(new Block.Figure(name + "-0", plot, "Whiskers are 95 % intervals over " + over + "."));
  }
}
