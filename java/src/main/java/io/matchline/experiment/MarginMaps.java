package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.HeatMap;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Figures of a margin analysis.
///
/// @param points of the sweep
/// @param results as many
record MarginMaps(List<Point<MarginAnalysis>> points, List<MarginResult> results) {
  /// Points that get a map of their own.
  private static final int MOST_MAPS = 8;

  /// A map of the error over k and gap for each of the first points.
  List<Block> contests() {
    return IntStream.range(0, Math.min(MOST_MAPS, results.size())).mapToObj(this::contests).toList();
  }

  private Block contests(int point) {
    MarginResult result = results.get(point);
    List<String> columns = names(result.mismatches());
    List<String> rows = names(result.gap());
    List<List<Double>> values = new ArrayList<>();
    for (int gap = 0; gap < rows.size(); gap++) {
      List<Double> line = new ArrayList<>();
      for (int k = 0; k < columns.size(); k++) {
        line.add(result.error(k * rows.size() + gap).value());
      }
      values.add(line);
    }
    String title = label(point).isEmpty() ? "Error probability" : "Error probability at " + label(point);
    HeatMap map =
        new HeatMap(
            title, "Mismatches of the better row", "Gap", columns, rows, values, "Error probability", Unit.FRACTION,
            HeatMap.Palette.SEQUENTIAL, true);
    return new Block.Figure("contests-" + point, map, "How often the row with more mismatches wins.");
  }

  private static List<String> names(double[] numbers) {
    return DoubleStream.of(numbers).distinct().mapToObj(x -> Integer.toString((int) x)).toList();
  }

  /// Every contest as a point; the closed form is right where it lies on the diagonal.
  Block expectedBesideMeasured() {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_MAPS, results.size()); i++) {
      MarginResult result = results.get(i);
      if (Double.isNaN(result.expected()[0])) {
        continue;
      }
      List<Interval> errors = IntStream.range(0, result.contests()).mapToObj(result::error).toList();
      String name = label(i).isEmpty() ? "measured" : label(i);
      lines.add(LinePlot.Line.of(name, result.expected(), errors).styled(LinePlot.Style.POINTS));
    }
    lines.add(LinePlot.Line.of("diagonal", new double[] {0, 1}, new double[] {0, 1}));
    LinePlot plot =
        LinePlot.of(
            "Measured error over the expected one",
            Axis.linear("Expected error", Unit.FRACTION),
            Axis.linear("Measured error", Unit.FRACTION),
            lines);
    return new Block.Figure("expected-measured", plot, "95 % intervals over pairs; the first points of the sweep.");
  }

  /// The lead of k far mismatches over k − 1 near ones for every line of the sweep, and where it is lost.
  List<Block> flips() {
    Map<String, MarginResult> lines = new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      MarginResult result = results.get(i);
      boolean known = lines.values().stream().anyMatch(other -> Arrays.equals(other.lead(), result.lead()));
      if (result.lead().length > 0 && !known) {
        lines.put(label(i).isEmpty() ? "line" : label(i), result);
      }
    }
    return lines.isEmpty() ? List.of() : List.of(leads(lines), onsets(lines));
  }

  private static Block leads(Map<String, MarginResult> lines) {
    int most = lines.values().stream().mapToInt(r -> r.lead().length).max().orElseThrow();
    List<List<Double>> values = new ArrayList<>();
    for (MarginResult line : lines.values()) {
      values.add(IntStream.range(0, most).mapToObj(k -> k < line.lead().length ? line.lead()[k] : Double.NaN).toList());
    }
    HeatMap map =
        new HeatMap(
            "Lead of k far mismatches over k − 1 near ones",
            "k",
            "Line",
            IntStream.rangeClosed(1, most).mapToObj(Integer::toString).toList(),
            List.copyOf(lines.keySet()),
            values,
            "Lead",
            Unit.FRACTION,
            HeatMap.Palette.DIVERGING,
            false);
    return new Block.Figure(
        "flips", map, "1 − time of k far over time of k − 1 near; below 0 the row with more mismatches wins.");
  }

  private static Block onsets(Map<String, MarginResult> lines) {
    List<MarginResult> loaded = lines.values().stream().filter(r -> r.load() > 0).toList();
    double[] load = loaded.stream().mapToDouble(MarginResult::load).sorted().distinct().toArray();
    double[] seen = loaded.stream().mapToDouble(MarginResult::load).toArray();
    double[] onset = loaded.stream().mapToDouble(r -> r.onset() == 0 ? Double.NaN : r.onset()).toArray();
    List<LinePlot.Line> both =
        List.of(
            LinePlot.Line.of("nominal lines", seen, onset).styled(LinePlot.Style.POINTS),
            LinePlot.Line.of("½ + 1.2/√load", load, DoubleStream.of(load).map(l -> 0.5 + 1.2 / Math.sqrt(l)).toArray()));
    LinePlot plot =
        LinePlot.of(
            "First k at which the ranking flips", Axis.log("Load", Unit.ONE), Axis.linear("k", Unit.ONE), both);
    return new Block.Figure("flip-onset", plot, "The load is the line's resistance times the conductance of a mismatch.");
  }

  private String label(int point) {
    return SweepTable.label(points.get(point).settings());
  }
}
