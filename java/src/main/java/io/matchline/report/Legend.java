package io.matchline.report;

import java.util.List;

/// The names of the series above a plot, wrapped over as many lines as they need.
record Legend(List<Item> items) {
  static final double LINE_PX = 19;
  private static final double FONT_PX = 12.5;
  private static final double SWATCH_PX = 22;
  private static final double GAP_PX = 16;

  /// How a series shows in the legend.
  enum Swatch {
    LINE,
    MARKED_LINE,
    MARKER,
    FILL
  }

  /// @param series number of the series, which gives colour, marker and dashes
  record Item(String name, int series, Swatch swatch) {}

  static Legend none() {
    return new Legend(List.of());
  }

  /// Draws into the width from `left` to `right` below `top` and tells the height that took.
  double draw(Markup svg, double left, double right, double top) {
    double x = left;
    double y = top;
    for (Item item : items) {
      String name = TextSize.cut(item.name(), FONT_PX, right - left - SWATCH_PX - 6);
      double width = SWATCH_PX + 6 + TextSize.width(name, FONT_PX);
      if (x + width > right && x > left) {
        x = left;
        y += LINE_PX;
      }
      drawItem(svg, item, name, x, y + LINE_PX / 2);
      x += width + GAP_PX;
    }
    return items.isEmpty() ? 0 : y + LINE_PX - top;
  }

  private static void drawItem(Markup svg, Item item, String name, double x, double middle) {
    svg.open("g", Palette.series(item.series()));
    double centre = x + SWATCH_PX / 2;
    switch (item.swatch()) {
      case FILL -> svg.empty(
          "rect", "x", x + 6, "y", middle - 6, "width", SWATCH_PX - 8, "height", 12, "rx", 2, "fill", "currentColor");
      case MARKER -> Marker.draw(svg, item.series(), centre, middle, "");
      case LINE -> drawLine(svg, item.series(), x, middle);
      case MARKED_LINE -> {
        drawLine(svg, item.series(), x, middle);
        Marker.draw(svg, item.series(), centre, middle, "");
      }
    }
    svg.close();
    svg.element("text", name, "x", x + SWATCH_PX + 6, "y", middle + 4.5, "font-size", FONT_PX);
  }

  private static void drawLine(Markup svg, int series, double x, double middle) {
    svg.empty("path", "d", "M" + Numbers.px(x) + " " + Numbers.px(middle) + "h" + Numbers.px(SWATCH_PX), "fill", "none",
        "stroke", "currentColor", "stroke-width", 2, "stroke-dasharray", Palette.dashes(series));
  }
}
