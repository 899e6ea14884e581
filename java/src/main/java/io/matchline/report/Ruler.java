package io.matchline.report;

import java.util.List;

/// Maps values, or the numbers of categories, to pixels along one side of a plot.
sealed interface Ruler permits NumberRuler, BandRuler {
  /// A labelled place on the ruler; the label is empty for minor marks.
  record Tick(double px, String label) {}

  /// The pixel of a value.
  double at(double value);

  List<Tick> ticks();

  /// The axis title with its unit.
  String title();

  /// The same ruler over other pixels; `fromPx` may be the larger one.
  Ruler placed(double fromPx, double toPx);

  /// The labels that have to fit.
  default List<String> labels() {
    return ticks().stream().map(Tick::label).toList();
  }
}
