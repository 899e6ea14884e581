package io.matchline.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Histograms over common bins, overlaid.
///
/// @param yLabel title of the count axis, for example `Cells`
/// @param edges bin edges, strictly increasing; bin `i` is `[edges[i], edges[i+1])`, the last one closed
/// @param series at least one, each with a count per bin
public record HistogramPlot(String title, Axis x, String yLabel, double[] edges, List<Counts> series, Style style)
    implements Plot {
  /// Filled areas, or outlines only (for more than two series).
  public enum Style {
    FILLED,
    STEP
  }

  /// Counts per bin, or densities.
  public record Counts(String name, double[] counts) {
    public Counts {
      Objects.requireNonNull(name, "name");
      counts = counts.clone();
      for (double count : counts) {
        if (!(count >= 0) || Double.isInfinite(count)) {
          throw new IllegalArgumentException("histogram '" + name + "' has the count " + count);
        }
      }
    }

    /// Counts values into bins; values outside the edges and NaN are not counted.
    public static Counts of(String name, double[] values, double[] edges) {
      double[] counts = new double[edges.length - 1];
      for (double value : values) {
        int bin = bin(value, edges);
        if (bin >= 0) {
          counts[bin]++;
        }
      }
      return new Counts(name, counts);
    }

    private static int bin(double value, double[] edges) {
      if (!(value >= edges[0] && value <= edges[edges.length - 1])) {
        return -1;
      }
      int found = Arrays.binarySearch(edges, value);
      return Math.min(found >= 0 ? found : -found - 2, edges.length - 2);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Counts that && name.equals(that.name) && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, Arrays.hashCode(counts));
    }
  }

  public HistogramPlot {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(yLabel, "yLabel");
    Objects.requireNonNull(style, "style");
    edges = edges.clone();
    series = List.copyOf(series);
    if (edges.length < 2 || series.isEmpty()) {
      throw new IllegalArgumentException("histogram '" + title + "' has no bin or no series");
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i - 1] < edges[i])) {
        throw new IllegalArgumentException("histogram '" + title + "': edge " + edges[i] + " follows " + edges[i - 1]);
      }
    }
    for (Counts counts : series) {
      if (counts.counts().length != edges.length - 1) {
        throw new IllegalArgumentException("histogram '" + title + "': '" + counts.name() + "' has "
            + counts.counts().length + " counts for " + (edges.length - 1) + " bins");
      }
    }
  }

  /// Edges of equal bins from `low` to `high`.
  public static double[] edges(double low, double high, int bins) {
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = i == bins ? high : low + i * (high - low) / bins;
    }
    return edges;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistogramPlot plot
        && title.equals(plot.title)
        && x.equals(plot.x)
        && yLabel.equals(plot.yLabel)
        && Arrays.equals(edges, plot.edges)
        && series.equals(plot.series)
        && style == plot.style;
  }

  @Override
  public int hashCode() {
    return Objects.hash(title, x, yLabel, Arrays.hashCode(edges), series, style);
  }
}
