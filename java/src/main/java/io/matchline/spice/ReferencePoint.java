package io.matchline.spice;

/// What ngspice says about a point.
///
/// @param point the question
/// @param value the answer of the better of two runs, in the unit of the quantity
/// @param uncertainty how far the two runs are apart, in the unit of the value
public record ReferencePoint(Point point, double value, double uncertainty) {
  public ReferencePoint {
    if (!(uncertainty >= 0 && Double.isFinite(uncertainty))) {
      throw new IllegalArgumentException(
          "uncertainty = %s is not a finite number of at least 0".formatted(uncertainty));
    }
  }

  /// The point from both runs; where both say never, they agree.
  static ReferencePoint of(Point point, double better, double other) {
    return new ReferencePoint(point, better, better == other ? 0 : Math.abs(better - other));
  }

  /// The value as files show it: the shortest decimal that reads back to the same bits, or `never`.
  String valueText() {
    return value == Double.POSITIVE_INFINITY ? "never" : Double.toString(value);
  }
}
