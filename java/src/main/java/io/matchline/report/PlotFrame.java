package io.matchline.report;

import java.util.List;

/// Everything around the data of a plot: title, legend, axes with grid, marks and titles. Margins grow with the texts,
/// so nothing is clipped and nothing overlaps the data.
final class PlotFrame {
  static final double WIDTH_PX = 480;
  static final double PLOT_HEIGHT_PX = 205;
  static final double TICK_FONT_PX = 12;
  private static final double TITLE_FONT_PX = 15;
  private static final double TITLE_LINE_PX = 20;
  private static final double LABEL_FONT_PX = 13;
  private static final double LABEL_LINE_PX = 17;
  private static final double NOTE_FONT_PX = 11.5;
  private static final double EDGE_PX = 12;
  private static final double LEAN_SIN = 0.5;
  private static final double LEAN_COS = 0.866;

  /// A finished drawing: elements and the height they need.
  record Drawing(String title, double height, String elements) {}

  private final String title;
  private final Markup svg = new Markup();
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final Ruler x;
  private final Ruler y;
  private double height;

  /// Lays the plot out and draws all but the data.
  ///
  /// @param headroom free height above the data area, for labels of bars
  /// @param plotHeight height of the data area
  /// @param rightMargin room beside the data area, for a colour bar
  PlotFrame(
      String title, Legend legend, Ruler xRuler, Ruler yRuler, double headroom, double plotHeight, double rightMargin) {
    this.title = title;
    double cursor = lines(title, TITLE_FONT_PX, TITLE_LINE_PX, EDGE_PX + 2, "ml-title", "font-weight", "600");
    cursor += legend.draw(svg, EDGE_PX, WIDTH_PX - EDGE_PX, cursor + 2) + 4;
    cursor = lines(yRuler.title(), LABEL_FONT_PX, LABEL_LINE_PX, cursor + 2, "ml-axis-y", "opacity", "0.8");
    right = WIDTH_PX - EDGE_PX - Math.max(rightMargin, lastLabelReach(xRuler));
    double widestY = TextSize.widest(yRuler.labels(), TICK_FONT_PX);
    boolean leaning = leans(xRuler, right - EDGE_PX - widestY - 8);
    double reach = leaning ? leanReach(xRuler, right - EDGE_PX) : 0;
    left = EDGE_PX + Math.max(Math.max(widestY + 8, reach), 14);
    top = cursor + 8 + headroom;
    bottom = top + plotHeight;
    x = xRuler.placed(left, right);
    y = yRuler instanceof BandRuler ? yRuler.placed(top, bottom) : yRuler.placed(bottom, top);
    drawY();
    double labelled = drawX(leaning);
    height = lines(x.title(), LABEL_FONT_PX, LABEL_LINE_PX, labelled + 4, "ml-axis-x", "opacity", "0.8") + 4;
  }

  Markup svg() {
    return svg;
  }

  Ruler x() {
    return x;
  }

  Ruler y() {
    return y;
  }

  double left() {
    return left;
  }

  double right() {
    return right;
  }

  double top() {
    return top;
  }

  double bottom() {
    return bottom;
  }

  /// Opens an area that cuts off what leaves the data area; coordinates stay those of the drawing. Close it with
  /// {@link Markup#close()}.
  void openClipped() {
    svg.open("svg", "x", left, "y", top, "width", right - left, "height", bottom - top, "viewBox",
        Numbers.px(left) + " " + Numbers.px(top) + " " + Numbers.px(right - left) + " " + Numbers.px(bottom - top));
  }

  /// Adds a sentence below the plot.
  void footnote(String text) {
    height = lines(text, NOTE_FONT_PX, LABEL_LINE_PX, height, "ml-footnote", "font-style", "italic") + 2;
  }

  Drawing finish() {
    return new Drawing(title, height + 4, svg.finish());
  }

  /// A file of its own: with background and style sheet.
  static String standAlone(Drawing drawing, String origin) {
    Markup svg = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    openRoot(svg, drawing, "width", WIDTH_PX, "height", drawing.height());
    svg.element("metadata", origin).element("style", StyleSheets.plot());
    svg.empty("rect", "class", "ml-page", "width", WIDTH_PX, "height", drawing.height(), "fill", "#ffffff");
    return svg.raw(drawing.elements()).close().line().finish();
  }

  static String inline(Drawing drawing) {
    Markup svg = new Markup();
    openRoot(svg, drawing);
    return svg.raw(drawing.elements()).close().finish();
  }

  private static void openRoot(Markup svg, Drawing drawing, Object... size) {
    svg.open("svg", Markup.attributes(size, "xmlns", "http://www.w3.org/2000/svg", "class", "ml-plot", "viewBox",
        "0 0 " + Numbers.px(WIDTH_PX) + " " + Numbers.px(drawing.height()), "role", "img", "color", "#1c2530",
        "fill", "currentColor", "font-size", TICK_FONT_PX, "font-family",
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"));
    svg.element("title", drawing.title());
  }

  /// Draws wrapped text and returns the y below it.
  private double lines(String text, double font, double linePx, double from, String name, String key, String value) {
    if (text.isBlank()) {
      return from;
    }
    double cursor = from;
    boolean centred = name.equals("ml-axis-x");
    double middle = centred ? (left + right) / 2 : 0;
    for (String line : TextSize.wrap(text, font, WIDTH_PX - 2 * EDGE_PX)) {
      cursor += linePx;
      double half = TextSize.width(line, font) / 2;
      double at = centred ? Math.clamp(middle, EDGE_PX + half, Math.max(EDGE_PX + half, WIDTH_PX - half)) : EDGE_PX;
      svg.element("text", line, "class", name, "x", at, "y", cursor - 4, "font-size", font, key, value, "text-anchor",
          centred ? "middle" : "start");
    }
    return cursor;
  }

  private void drawY() {
    boolean numeric = y instanceof NumberRuler;
    for (Ruler.Tick tick : y.ticks()) {
      if (numeric) {
        grid(left, tick.px(), right, tick.px(), tick.label().isEmpty());
      }
      svg.element("text", tick.label(), "class", "ml-tick-y", "x", left - 8, "y", tick.px() + 4, "text-anchor", "end");
    }
    if (numeric) {
      rule(left, bottom, right, bottom);
    }
  }

  /// Returns the y below the labels.
  private double drawX(boolean leaning) {
    boolean numeric = x instanceof NumberRuler;
    for (Ruler.Tick tick : x.ticks()) {
      if (numeric) {
        grid(tick.px(), top, tick.px(), bottom, tick.label().isEmpty());
        rule(tick.px(), bottom, tick.px(), bottom + (tick.label().isEmpty() ? 3 : 5));
      }
      String lean = "rotate(-30 " + Numbers.px(tick.px()) + " " + Numbers.px(bottom + 16) + ")";
      svg.element("text", tick.label(), "class", "ml-tick-x", "x", tick.px(), "y", bottom + 18, "text-anchor",
          leaning ? "end" : "middle", "transform", leaning ? lean : "rotate(0)");
    }
    return bottom + 22 + (leaning ? LEAN_SIN * TextSize.widest(x.labels(), TICK_FONT_PX) : 0);
  }

  private void grid(double x1, double y1, double x2, double y2, boolean minor) {
    svg.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", "currentColor", "stroke-opacity",
        minor ? "0.06" : "0.14");
  }

  private void rule(double x1, double y1, double x2, double y2) {
    svg.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", "currentColor", "stroke-opacity", "0.6");
  }

  private static boolean leans(Ruler ruler, double availablePx) {
    double widest = TextSize.widest(ruler.labels(), TICK_FONT_PX);
    return ruler instanceof BandRuler band && widest + 6 > availablePx / band.categories().size();
  }

  /// How far the leaning labels reach to the left of the data area's left side.
  private static double leanReach(Ruler ruler, double availablePx) {
    List<String> labels = ruler.labels();
    double band = availablePx / labels.size();
    double reach = 0;
    for (int i = 0; i < labels.size(); i++) {
      double width = LEAN_COS * TextSize.width(labels.get(i), TICK_FONT_PX);
      reach = Math.max(reach, width - (i + 0.5) * band * 0.8);
    }
    return reach;
  }

  /// The last label of a numeric axis is centred on the corner.
  private static double lastLabelReach(Ruler ruler) {
    return ruler instanceof NumberRuler ? TextSize.widest(ruler.labels(), TICK_FONT_PX) / 2 : 0;
  }
}
