package io.matchline.report;

import java.util.ArrayList;
import java.util.List;

/// Draws a {@link BarPlot}.
final class BarDrawing {
  private static final double GROUP_SHARE = 0.74;
  private static final double WIDEST_BAR_PX = 56;
  private static final double HEADROOM_PX = 14;
  private static final double LABEL_FONT_PX = 11.5;

  private final BarPlot plot;
  private final PlotFrame frame;
  private final NumberRuler y;

  private BarDrawing(BarPlot plot, PlotFrame frame) {
    this.plot = plot;
    this.frame = frame;
    this.y = (NumberRuler) frame.y();
  }

  static PlotFrame.Drawing of(BarPlot plot) {
    Range ys = new Range(plot.y()).include(0);
    for (BarPlot.Bars group : plot.groups()) {
      group.values().forEach(value -> ys.include(value.low(), value.value(), value.high()));
    }
    Ruler x = BandRuler.of(plot.categoryLabel(), plot.categories());
    NumberRuler y = NumberRuler.rounded(plot.y(), ys);
    PlotFrame frame =
        new PlotFrame(plot.title(), legend(plot), x, y, HEADROOM_PX, PlotFrame.PLOT_HEIGHT_PX - HEADROOM_PX, 0);
    return new BarDrawing(plot, frame).draw();
  }

  private static Legend legend(BarPlot plot) {
    List<Legend.Item> items = new ArrayList<>();
    for (int i = 0; i < plot.groups().size() && plot.groups().size() > 1; i++) {
      items.add(new Legend.Item(plot.groups().get(i).name(), i, Legend.Swatch.FILL));
    }
    return new Legend(items);
  }

  private PlotFrame.Drawing draw() {
    double group = ((BandRuler) frame.x()).bandPx() * GROUP_SHARE;
    double width = Math.min(group / plot.groups().size(), WIDEST_BAR_PX);
    for (int g = 0; g < plot.groups().size(); g++) {
      frame.svg().open("g", Palette.series(g));
      for (int c = 0; c < plot.categories().size(); c++) {
        double centre = frame.x().at(c) + (g - (plot.groups().size() - 1) / 2.0) * width;
        bar(plot.groups().get(g), c, centre, width);
      }
      frame.svg().close();
    }
    return frame.finish();
  }

  private void bar(BarPlot.Bars group, int category, double centre, double width) {
    Interval value = group.values().get(category);
    double gap = width > 8 ? 1 : 0;
    double tip = y.at(Math.clamp(value.value(), y.low(), y.high()));
    double base = y.at(Math.clamp(0, y.low(), y.high()));
    Markup svg = frame.svg();
    svg.open("g").element("title", plot.categories().get(category) + ", " + group.name() + ": " + shown(value));
    svg.empty("rect", "class", "ml-bar", "x", centre - width / 2 + gap, "y", Math.min(tip, base), "width",
        width - 2 * gap, "height", Math.abs(base - tip), "fill", "currentColor", "fill-opacity", "0.85");
    svg.close();
    double labelAt = Math.min(tip, base);
    if (value.high() > value.low()) {
      whisker(centre, y.at(Math.max(value.low(), y.low())), y.at(Math.min(value.high(), y.high())));
      labelAt = Math.min(labelAt, y.at(Math.min(value.high(), y.high())));
    }
    String number = Numbers.rounded(value.value() * y.scale().factor(), 3);
    if (TextSize.width(number, LABEL_FONT_PX) <= width + 4) {
      svg.element("text", number, "class", "ml-value", "x", centre, "y", labelAt - 4,
          "font-size", LABEL_FONT_PX, "text-anchor", "middle");
    }
  }

  private String shown(Interval value) {
    String bounds = value.high() > value.low()
        ? " [" + y.scale().show(value.low()) + ", " + y.scale().show(value.high()) + "]"
        : "";
    return y.scale().show(value.value()) + bounds;
  }

  /// In the text's colour, which contrasts with every bar.
  private void whisker(double centre, double low, double high) {
    String data = "M" + Numbers.px(centre - 4) + " " + Numbers.px(low) + "h8m-4 0V" + Numbers.px(high) + "m-4 0h8";
    frame.svg().empty("path", "class", "ml-whisker", "d", data, "fill", "none", "stroke", "#1c2530", "stroke-width",
        1.5);
  }
}
