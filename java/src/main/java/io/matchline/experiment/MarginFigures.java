package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.HistogramPlot;
import io.matchline.report.HtmlReport.Block;
import io.matchline.search.ImageFeatures;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Level;
import io.matchline.tcam.Sense;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Histograms of the margin by which the right class wins, at the last point of every key but the level.
final class MarginFigures {
  private static final int BINS = 60;

  private final SweepTable<FewShotSearch, FewShotResult> table;

  MarginFigures(SweepTable<FewShotSearch, FewShotResult> table) {
    this.table = table;
  }

  /// What margins are measured in.
  static Unit unit(FewShotSearch config) {
    ArraySettings array = config.array();
    int tiles = Math.ceilDiv(config.features().cells(ImageFeatures.DIMENSIONS), array.tile().columns());
    if (array.level() == Level.IDEAL || tiles > 1) {
      return Unit.ONE;
    }
    return switch (array.sense()) {
      case Sense.Strobe _ -> Unit.VOLT;
      case Sense.Time _ -> Unit.SECOND;
      case Sense.Winner _, Sense.Loser _, Sense.Adc _ -> Unit.ONE;
    };
  }

  List<Block> blocks() {
    Map<Unit, Map<String, double[]>> byUnit = new LinkedHashMap<>();
    for (Map<String, String> settings : lastOfEachLevel()) {
      double[] margin = finite(table.result(settings).margin());
      if (margin.length > 0) {
        byUnit
            .computeIfAbsent(unit(table.point(settings).config()), unit -> new LinkedHashMap<>())
            .put(settings.getOrDefault(SweepTable.LEVEL, "margin"), margin);
      }
    }
    List<Block> blocks = new ArrayList<>();
    byUnit.forEach((unit, series) -> blocks.add(figure(unit, series, blocks.size())));
    return blocks;
  }

  private List<Map<String, String>> lastOfEachLevel() {
    List<SweepAxis> axes =
        table.axes().stream()
            .map(a -> a.path().equals(SweepTable.LEVEL) ? a : new SweepAxis(a.path(), List.of(a.values().getLast())))
            .toList();
    return SweepTable.combinations(axes);
  }

  /// A line that never crosses has an endless time, and a row that is not reported no score; such margins have no place on
  /// an axis.
  private static double[] finite(double[] margin) {
    return Arrays.stream(margin).filter(Double::isFinite).toArray();
  }

  /// Bins of whole numbers, equally many in each, so that none is fuller only because it holds one number more.
  private static double[] wholeEdges(double low, double high) {
    int width = (int) Math.ceil((high - low + 1) / BINS);
    int bins = (int) Math.ceil((high - low + 1) / width);
    return HistogramPlot.edges(low - 0.5, low - 0.5 + (double) width * bins, bins);
  }

  private static Block figure(Unit unit, Map<String, double[]> series, int number) {
    double low = series.values().stream().flatMapToDouble(Arrays::stream).min().orElse(0);
    double high = series.values().stream().flatMapToDouble(Arrays::stream).max().orElse(0);
    double top = high > low ? high : low + 1;
    double[] edges = unit == Unit.ONE ? wholeEdges(low, high) : HistogramPlot.edges(low, top, BINS);
    List<HistogramPlot.Counts> counts = new ArrayList<>();
    series.forEach((name, values) -> counts.add(HistogramPlot.Counts.of(name, values, edges)));
    Axis axis = Axis.linear(unit == Unit.ONE ? "Margin in mismatches or codes" : "Margin", unit);
    HistogramPlot plot =
        new HistogramPlot("Margin of the right class", axis, "Queries", edges, counts, HistogramPlot.Style.STEP);
    return new Block.Figure(
        "margin-" + number, plot, "Best score of the right class minus best score of any other; right of 0 is right.");
  }
}
