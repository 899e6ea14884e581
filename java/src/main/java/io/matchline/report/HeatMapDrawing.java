package io.matchline.report;

import java.util.List;

/// Draws a {@link HeatMap}.
final class HeatMapDrawing {
  private static final double LEAST_ROW_PX = 6;
  private static final double MOST_ROW_PX = 34;
  private static final double BAR_WIDTH_PX = 14;
  private static final double BAR_GAP_PX = 16;
  private static final int BAR_STEPS = 64;
  private static final double HEADROOM_PX = 5;
  private static final double CELL_FONT_PX = 11.5;

  private final HeatMap map;
  private final PlotFrame frame;
  private final NumberRuler colours;

  private HeatMapDrawing(HeatMap map, PlotFrame frame, NumberRuler colours) {
    this.map = map;
    this.frame = frame;
    this.colours = colours;
  }

  static PlotFrame.Drawing of(HeatMap map) {
    NumberRuler colours = colours(map);
    double row = Math.clamp(PlotFrame.PLOT_HEIGHT_PX / map.rows().size(), LEAST_ROW_PX, MOST_ROW_PX);
    double barRoom = BAR_GAP_PX + BAR_WIDTH_PX + 8 + TextSize.widest(colours.labels(), PlotFrame.TICK_FONT_PX);
    PlotFrame frame = new PlotFrame(map.title(), Legend.none(), BandRuler.of(map.columnsLabel(), map.columns()),
        BandRuler.of(map.rowsLabel(), map.rows()), HEADROOM_PX,
        Math.max(row * map.rows().size(), 90), barRoom);
    return new HeatMapDrawing(map, frame, colours.placed(frame.bottom(), frame.top())).draw();
  }

  private static NumberRuler colours(HeatMap map) {
    Axis axis = Axis.linear(map.valueLabel(), map.valueUnit());
    Range range = new Range(axis);
    for (List<Double> row : map.values()) {
      for (double value : row) {
        range.include(value);
        if (map.palette() == HeatMap.Palette.DIVERGING) {
          range.include(-value);
        }
      }
    }
    return NumberRuler.tight(axis, range);
  }

  private PlotFrame.Drawing draw() {
    BandRuler x = (BandRuler) frame.x();
    BandRuler y = (BandRuler) frame.y();
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        cell(row, column, x, y);
      }
    }
    bar();
    return frame.finish();
  }

  private void cell(int row, int column, BandRuler x, BandRuler y) {
    double value = map.values().get(row).get(column);
    double gap = Math.min(x.bandPx(), y.bandPx()) > 10 ? 0.75 : 0;
    boolean known = Double.isFinite(value);
    Markup svg = frame.svg();
    String place = map.rows().get(row) + ", " + map.columns().get(column) + ": ";
    svg.open("g").element("title", place + (known ? colours.scale().show(value) : "n/a"));
    svg.empty("rect", "class", known ? "ml-cell" : "ml-cell-empty", "x", x.at(column) - x.bandPx() / 2 + gap, "y",
        y.at(row) - y.bandPx() / 2 + gap, "width", x.bandPx() - 2 * gap, "height", y.bandPx() - 2 * gap, "fill",
        known ? Palette.cell(map.palette(), share(value)) : "currentColor", "fill-opacity", known ? "1" : "0.08");
    String number = known ? Numbers.rounded(value * colours.scale().factor(), 3) : "–";
    boolean fits = TextSize.width(number, CELL_FONT_PX) < x.bandPx() - 4 && CELL_FONT_PX < y.bandPx() - 2;
    if (map.cellLabels() && fits) {
      svg.element("text", number, "class", "ml-value", "x", x.at(column), "y", y.at(row) + 4, "font-size", CELL_FONT_PX,
          "text-anchor", "middle", "fill", known ? Palette.textOn(map.palette(), share(value)) : "currentColor");
    }
    svg.close();
  }

  private double share(double value) {
    return (value - colours.low()) / (colours.high() - colours.low());
  }

  private void bar() {
    double left = frame.right() + BAR_GAP_PX;
    double step = (frame.bottom() - frame.top()) / BAR_STEPS;
    for (int i = 0; i < BAR_STEPS; i++) {
      frame.svg().empty("rect", "x", left, "y", frame.bottom() - (i + 1) * step, "width", BAR_WIDTH_PX, "height",
          step + (i == 0 ? 0 : 0.5), "fill", Palette.cell(map.palette(), (i + 0.5) / BAR_STEPS));
    }
    frame.svg().element("text", colours.title(), "class", "ml-axis-value", "x", PlotFrame.WIDTH_PX - 8, "y",
        frame.top() - 12 - HEADROOM_PX, "font-size", 13, "opacity", "0.8", "text-anchor", "end");
    for (Ruler.Tick tick : colours.ticks()) {
      double end = left + BAR_WIDTH_PX;
      frame.svg().empty("line", "x1", end, "y1", tick.px(), "x2", end + 4, "y2", tick.px(), "stroke", "currentColor");
      frame.svg().element("text", tick.label(), "class", "ml-tick-value", "x", end + 7, "y", tick.px() + 4);
    }
  }
}
