package io.matchline.report;

/// The smallest and largest of the values seen so far that an axis can show.
final class Range {
  private final Axis axis;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private int leftOut;

  Range(Axis axis) {
    this.axis = axis;
  }

  Range include(double value) {
    if (axis.shows(value)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    } else if (Double.isFinite(value)) {
      leftOut++;
    }
    return this;
  }

  Range include(double... values) {
    for (double value : values) {
      include(value);
    }
    return this;
  }

  /// Finite values that a logarithmic axis cannot show.
  int leftOut() {
    return leftOut;
  }

  /// The lower end: the axis's own, else the data's, opened where they do not span anything.
  double low() {
    double low = empty() ? neutralLow() : max > min ? min : min - opening();
    return Double.isNaN(axis.min()) ? low : axis.min();
  }

  double high() {
    double high = empty() ? 10 * Math.max(neutralLow(), 0.1) : max > min ? max : max + opening();
    return Double.isNaN(axis.max()) ? Math.max(high, Math.nextUp(low())) : axis.max();
  }

  private boolean empty() {
    return min > max;
  }

  private double neutralLow() {
    return axis.kind() == Axis.Kind.LOG ? 1 : 0;
  }

  private double opening() {
    return min == 0 ? 1 : Math.abs(min) * 0.1;
  }
}
