package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.List;

/// Draws a {@link HistogramPlot}.
final class HistogramDrawing {
  private final HistogramPlot plot;
  private final PlotFrame frame;

  private HistogramDrawing(HistogramPlot plot, PlotFrame frame) {
    this.plot = plot;
    this.frame = frame;
  }

  static PlotFrame.Drawing of(HistogramPlot plot) {
    Range xs = new Range(plot.x()).include(plot.edges());
    Axis counts = Axis.linear(plot.yLabel(), Unit.ONE);
    Range ys = new Range(counts).include(0);
    plot.series().forEach(series -> ys.include(series.counts()));
    PlotFrame frame = new PlotFrame(plot.title(), legend(plot), NumberRuler.padded(plot.x(), xs),
        NumberRuler.rounded(counts, ys), 0, PlotFrame.PLOT_HEIGHT_PX, 0);
    return new HistogramDrawing(plot, frame).draw();
  }

  private static Legend legend(HistogramPlot plot) {
    List<Legend.Item> items = new ArrayList<>();
    for (int i = 0; i < plot.series().size() && plot.series().size() > 1; i++) {
      items.add(new Legend.Item(plot.series().get(i).name(), i, Legend.Swatch.FILL));
    }
    return new Legend(items);
  }

  private PlotFrame.Drawing draw() {
    frame.openClipped();
    for (int i = 0; i < plot.series().size(); i++) {
      frame.svg().open("g", Palette.series(i));
      frame.svg().empty("path", "class", "ml-histogram", "d", outline(plot.series().get(i).counts()), "fill",
          plot.style() == HistogramPlot.Style.FILLED ? "currentColor" : "none", "fill-opacity", "0.35", "stroke",
          "currentColor", "stroke-width", 1.8, "stroke-dasharray", Palette.dashes(i));
      tips(plot.series().get(i));
      frame.svg().close();
    }
    frame.svg().close();
    return frame.finish();
  }

  /// Up at the first edge, along the bins, down at the last.
  private String outline(double[] counts) {
    double base = frame.y().at(0);
    StringBuilder data = new StringBuilder("M" + Numbers.px(pixel(0)) + " " + Numbers.px(base));
    for (int bin = 0; bin < counts.length; bin++) {
      data.append('V').append(Numbers.px(frame.y().at(counts[bin])));
      data.append('H').append(Numbers.px(pixel(bin + 1)));
    }
    return data.append('V').append(Numbers.px(base)).toString();
  }

  /// A logarithmic axis starts where it can.
  private double pixel(int edge) {
    NumberRuler x = (NumberRuler) frame.x();
    return x.at(x.axis().shows(plot.edges()[edge]) ? plot.edges()[edge] : x.low());
  }

  private void tips(HistogramPlot.Counts series) {
    UnitScale scale = ((NumberRuler) frame.x()).scale();
    for (int bin = 0; bin < series.counts().length; bin++) {
      double count = series.counts()[bin];
      if (count > 0) {
        double top = frame.y().at(count);
        frame.svg().open("g").element("title", series.name() + ", " + scale.show(plot.edges()[bin]) + " to "
            + scale.show(plot.edges()[bin + 1]) + ": " + Numbers.rounded(count));
        frame.svg().empty("rect", "x", pixel(bin), "y", top, "width", pixel(bin + 1) - pixel(bin), "height",
            frame.y().at(0) - top, "fill-opacity", "0");
        frame.svg().close();
      }
    }
  }
}
