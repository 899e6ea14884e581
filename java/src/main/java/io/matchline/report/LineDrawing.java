package io.matchline.report;

import java.util.ArrayList;
import java.util.List;

/// Draws a {@link LinePlot}.
final class LineDrawing {
  private static final int MOST_MARKED_POINTS = 40;
  private static final double CAP_PX = 3;
  private static final double NOTE_FONT_PX = 11.5;

  private final LinePlot plot;
  private final PlotFrame frame;
  private final NumberRuler x;
  private final NumberRuler y;

  private LineDrawing(LinePlot plot, PlotFrame frame) {
    this.plot = plot;
    this.frame = frame;
    this.x = (NumberRuler) frame.x();
    this.y = (NumberRuler) frame.y();
  }

  static PlotFrame.Drawing of(LinePlot plot) {
    Range xs = new Range(plot.x());
    Range ys = new Range(plot.y());
    for (LinePlot.Line line : plot.lines()) {
      xs.include(line.x());
      ys.include(line.y());
    }
    int leftOut = xs.leftOut() + ys.leftOut();
    plot.lines().forEach(line -> ys.include(line.low()).include(line.high()));
    plot.notes().forEach(note -> include(note, xs, ys));
    NumberRuler x = NumberRuler.padded(plot.x(), xs);
    NumberRuler y = NumberRuler.rounded(plot.y(), ys);
    LineDrawing drawing = new LineDrawing(
        plot, new PlotFrame(plot.title(), legend(plot), x, y, 0, PlotFrame.PLOT_HEIGHT_PX, 0));
    return drawing.draw(leftOut);
  }

  private static void include(LinePlot.Note note, Range xs, Range ys) {
    switch (note) {
      case LinePlot.Note.AtX at -> xs.include(at.x());
      case LinePlot.Note.AtY at -> ys.include(at.y());
      case LinePlot.Note.AtPoint at -> {
        xs.include(at.x());
        ys.include(at.y());
      }
    }
  }

  private static Legend legend(LinePlot plot) {
    List<Legend.Item> items = new ArrayList<>();
    for (int i = 0; i < plot.lines().size() && plot.lines().size() > 1; i++) {
      LinePlot.Line line = plot.lines().get(i);
      boolean points = line.style() == LinePlot.Style.POINTS;
      Legend.Swatch swatch = marked(line) ? Legend.Swatch.MARKED_LINE : Legend.Swatch.LINE;
      items.add(new Legend.Item(line.name(), i, points ? Legend.Swatch.MARKER : swatch));
    }
    return new Legend(items);
  }

  private PlotFrame.Drawing draw(int leftOut) {
    frame.openClipped();
    for (int i = 0; i < plot.lines().size(); i++) {
      LinePlot.Line line = plot.lines().get(i);
      frame.svg().open("g", Palette.series(i));
      bounds(line);
      path(line, i);
      frame.svg().close();
    }
    frame.svg().close();
    for (int i = 0; i < plot.lines().size(); i++) {
      markers(plot.lines().get(i), i);
    }
    plot.notes().forEach(this::note);
    if (leftOut > 0) {
      frame.footnote(leftOut + " value(s) at or below 0 have no place on a logarithmic axis and are not shown.");
    }
    return frame.finish();
  }

  /// A band along a line of many points, bars with caps on few.
  private void bounds(LinePlot.Line line) {
    if (!line.hasBounds()) {
      return;
    }
    if (!marked(line)) {
      band(line);
      return;
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < line.x().length; i++) {
      if (x.axis().shows(line.x()[i]) && Double.isFinite(line.low()[i]) && Double.isFinite(line.high()[i])) {
        String at = Numbers.px(x.at(line.x()[i]) - CAP_PX) + " ";
        String low = Numbers.px(pixelAtLeast(line.low()[i]));
        String high = Numbers.px(pixelAtLeast(line.high()[i]));
        path.append("M").append(at).append(low).append("h6m-3 0V").append(high).append("m-3 0h6");
      }
    }
    stroke(path.toString(), "ml-bounds", 1.4, "none");
  }

  private void band(LinePlot.Line line) {
    Polyline upper = new Polyline();
    Polyline lower = new Polyline();
    for (int i = 0; i < line.x().length; i++) {
      if (x.axis().shows(line.x()[i]) && Double.isFinite(line.low()[i]) && Double.isFinite(line.high()[i])) {
        upper.add(x.at(line.x()[i]), pixelAtLeast(line.high()[i]));
        lower.add(x.at(line.x()[i]), pixelAtLeast(line.low()[i]));
      }
    }
    String outline = Polyline.area(upper, lower);
    frame.svg().empty("path", "class", "ml-band", "d", outline, "fill", "currentColor", "fill-opacity", "0.18");
  }

  /// A bound at or below 0 goes to the lower end of a logarithmic axis.
  private double pixelAtLeast(double value) {
    return y.at(y.axis().shows(value) ? value : y.low());
  }

  private void path(LinePlot.Line line, int series) {
    if (line.style() == LinePlot.Style.POINTS) {
      return;
    }
    Polyline path = new Polyline();
    for (int i = 0; i < line.x().length; i++) {
      if (!x.axis().shows(line.x()[i]) || !y.axis().shows(line.y()[i])) {
        path.gap();
      } else if (line.style() == LinePlot.Style.STEP) {
        path.step(x.at(line.x()[i]), y.at(line.y()[i]));
      } else {
        path.add(x.at(line.x()[i]), y.at(line.y()[i]));
      }
    }
    stroke(path.data(), "ml-line", 2, Palette.dashes(series));
  }

  private void stroke(String data, String name, double width, String dashes) {
    frame.svg().empty("path", "class", name, "d", data, "fill", "none", "stroke", "currentColor", "stroke-width", width,
        "stroke-linejoin", "round", "stroke-dasharray", dashes);
  }

  private static boolean marked(LinePlot.Line line) {
    return line.style() == LinePlot.Style.POINTS
        || line.style() == LinePlot.Style.LINE && line.x().length <= MOST_MARKED_POINTS;
  }

  private void markers(LinePlot.Line line, int series) {
    if (!marked(line)) {
      return;
    }
    frame.svg().open("g", Palette.series(series));
    for (int i = 0; i < line.x().length; i++) {
      if (x.holds(line.x()[i]) && y.holds(line.y()[i])) {
        Marker.draw(frame.svg(), series, x.at(line.x()[i]), y.at(line.y()[i]), tip(line, i));
      }
    }
    frame.svg().close();
  }

  private String tip(LinePlot.Line line, int i) {
    String bounds = line.hasBounds() && Double.isFinite(line.low()[i])
        ? " [" + y.scale().show(line.low()[i]) + ", " + y.scale().show(line.high()[i]) + "]"
        : "";
    return line.name() + ": " + x.scale().show(line.x()[i]) + " → " + y.scale().show(line.y()[i]) + bounds;
  }

  private void note(LinePlot.Note note) {
    switch (note) {
      case LinePlot.Note.AtX at when x.holds(at.x()) -> {
        rule(x.at(at.x()), frame.top(), x.at(at.x()), frame.bottom());
        label(at.text(), x.at(at.x()), frame.top() + 12);
      }
      case LinePlot.Note.AtY at when y.holds(at.y()) -> {
        rule(frame.left(), y.at(at.y()), frame.right(), y.at(at.y()));
        label(at.text(), frame.right(), y.at(at.y()) - 5);
      }
      case LinePlot.Note.AtPoint at when x.holds(at.x()) && y.holds(at.y()) -> {
        frame.svg().empty("circle", "class", "ml-note", "cx", x.at(at.x()), "cy", y.at(at.y()), "r", 5, "fill", "none",
            "stroke", "currentColor", "stroke-width", 1.5);
        label(at.text(), x.at(at.x()), y.at(at.y()) - 9);
      }
      case LinePlot.Note.AtX _, LinePlot.Note.AtY _, LinePlot.Note.AtPoint _ ->
          frame.footnote("Outside the axes: " + note.text());
    }
  }

  private void rule(double x1, double y1, double x2, double y2) {
    frame.svg().empty("line", "class", "ml-note", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", "currentColor",
        "stroke-width", 1.2, "stroke-dasharray", "5 3", "stroke-opacity", "0.75");
  }

  /// To the right of a place, or to its left where there is no room.
  private void label(String text, double atPx, double baseline) {
    String shown = TextSize.cut(text, NOTE_FONT_PX, frame.right() - frame.left());
    double width = TextSize.width(shown, NOTE_FONT_PX);
    boolean toTheRight = atPx + 6 + width <= frame.right();
    boolean toTheLeft = !toTheRight && atPx - 6 - width >= frame.left();
    double start = toTheRight ? atPx + 6 : toTheLeft ? atPx - 6 - width : frame.left();
    double end = start + width;
    frame.svg().element("text", shown, "class", "ml-halo", "x", toTheRight ? start : end, "y",
        Math.max(baseline, frame.top() + 11), "font-size", NOTE_FONT_PX, "text-anchor", toTheRight ? "start" : "end",
        "stroke", "#ffffff", "stroke-width", 3, "stroke-linejoin", "round", "paint-order", "stroke");
  }
}
