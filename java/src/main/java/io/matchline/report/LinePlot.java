package io.matchline.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Lines over a numeric axis: curves with confidence bands, waveforms V(t), step functions.
///
/// @param lines at least one; the legend is left out for a single one
/// @param notes marked places, drawn above the lines
public record LinePlot(String title, Axis x, Axis y, List<Line> lines, List<Note> notes) implements Plot {
  /// How points are connected and marked.
  public enum Style {
    /// Straight segments, with markers while there are few points.
    LINE,
    /// The value holds until the next point.
    STEP,
    /// Markers only.
    POINTS
  }

  /// One series. NaN in `y` leaves a gap.
  ///
  /// @param x positions in the unit of the x axis
  /// @param y values in the unit of the y axis, as many as `x`
  /// @param low lower confidence bounds, as many as `x`, or empty
  /// @param high upper confidence bounds, as many as `x`, or empty
  public record Line(String name, double[] x, double[] y, double[] low, double[] high, Style style) {
    public Line {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(style, "style");
      boolean bounds = low.length == high.length && (low.length == 0 || low.length == x.length);
      if (x.length != y.length || !bounds) {
        throw new IllegalArgumentException("line '" + name + "' has " + x.length + " x, " + y.length + " y, "
            + low.length + " lower and " + high.length + " upper bounds");
      }
      x = x.clone();
      y = y.clone();
      low = low.clone();
      high = high.clone();
    }

    /// A line without bounds.
    public static Line of(String name, double[] x, double[] y) {
      return new Line(name, x, y, new double[0], new double[0], Style.LINE);
    }

    /// A line of estimates with their confidence intervals.
    public static Line of(String name, double[] x, List<Interval> y) {
      return new Line(
          name,
          x,
          y.stream().mapToDouble(Interval::value).toArray(),
          y.stream().mapToDouble(Interval::low).toArray(),
          y.stream().mapToDouble(Interval::high).toArray(),
          Style.LINE);
    }

    public Line styled(Style newStyle) {
      return new Line(name, x, y, low, high, newStyle);
    }

    boolean hasBounds() {
      return low.length > 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line line
          && name.equals(line.name)
          && Arrays.equals(x, line.x)
          && Arrays.equals(y, line.y)
          && Arrays.equals(low, line.low)
          && Arrays.equals(high, line.high)
          && style == line.style;
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, Arrays.hashCode(x), Arrays.hashCode(y));
    }
  }

  /// A marked place with a short text.
  public sealed interface Note {
    String text();

    /// A vertical rule, for example a strobe time.
    record AtX(double x, String text) implements Note {}

    /// A horizontal rule, for example a reference voltage or chance level.
    record AtY(double y, String text) implements Note {}

    /// A point.
    record AtPoint(double x, double y, String text) implements Note {}
  }

  public LinePlot {
    Objects.requireNonNull(title, "title");
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("plot '" + title + "' has no line");
    }
  }

  /// A plot without notes.
  public static LinePlot of(String title, Axis x, Axis y, List<Line> lines) {
    return new LinePlot(title, x, y, lines, List.of());
  }
}
