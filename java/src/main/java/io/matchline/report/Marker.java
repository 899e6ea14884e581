package io.matchline.report;

/// Marker shapes, one per series, so that series differ by more than colour.
final class Marker {
  private static final double RADIUS_PX = 3.6;

  private Marker() {}

  /// Draws the marker of a series around a pixel, with a tool tip unless that is empty.
  static void draw(Markup svg, int series, double x, double y, String tip) {
    double r = RADIUS_PX;
    if (!tip.isEmpty()) {
      svg.open("g").element("title", tip);
    }
    switch (series % 4) {
      case 0 -> svg.empty("circle", "class", "ml-mark", "cx", x, "cy", y, "r", r, "fill", "currentColor");
      case 1 -> svg.empty("rect", "class", "ml-mark", "x", x - r * 0.9, "y", y - r * 0.9, "width", r * 1.8, "height",
          r * 1.8, "fill", "currentColor");
      case 2 -> polygon(svg, x, y - r * 1.2, x + r * 1.2, y + r * 0.9, x - r * 1.2, y + r * 0.9);
      default -> polygon(svg, x, y - r * 1.3, x + r * 1.3, y, x, y + r * 1.3, x - r * 1.3, y);
    }
    if (!tip.isEmpty()) {
      svg.close();
    }
  }

  private static void polygon(Markup svg, double... coordinates) {
    StringBuilder points = new StringBuilder();
    for (double coordinate : coordinates) {
      points.append(points.isEmpty() ? "" : " ").append(Numbers.px(coordinate));
    }
    svg.empty("polygon", "class", "ml-mark", "points", points.toString(), "fill", "currentColor");
  }
}
