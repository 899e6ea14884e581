package io.matchline.report;

/// A plot: data and axes; {@link #toSvg(String)} draws it.
///
/// The drawing is a stand-alone SVG without scripts, fonts or links. Colours come from the colour-blind-safe palette of
/// M. Okabe and K. Ito ("Color Universal Design", 2008) and follow the reader's light or dark setting. Marks carry
/// their values as tool tips. The same plot always gives the same characters.
public sealed interface Plot permits LinePlot, BarPlot, HistogramPlot, HeatMap {
  String title();

  /// The drawing for a file of its own.
  ///
  /// @param origin where the data come from, for example {@link Provenance#identity()}; kept as metadata
  default String toSvg(String origin) {
    return PlotFrame.standAlone(drawing(), origin);
  }

  private PlotFrame.Drawing drawing() {
    return switch (this) {
      case LinePlot plot -> LineDrawing.of(plot);
      case BarPlot plot -> BarDrawing.of(plot);
      case HistogramPlot plot -> HistogramDrawing.of(plot);
      case HeatMap plot -> HeatMapDrawing.of(plot);
    };
  }

  /// The drawing for use inside an HTML page that carries the plots' style sheet.
  default String toInlineSvg() {
    return PlotFrame.inline(drawing());
  }
}
