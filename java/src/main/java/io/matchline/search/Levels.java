package io.matchline.search;

/// Evenly spaced levels over the range of a reference, the lowest and the highest at its ends.
///
/// @param count number of levels, at least 2
record Levels(int count) {
  /// The nearest level, halves upward; values outside the range take the end level, and a range of no width has level 0.
  int of(float value, Reference reference) {
    return (int) StrictMath.floor(share(value, reference) * (count - 1) + 0.5);
  }

  /// Place of a value in the range, 0 … 1; values outside the range take its end.
  static double share(float value, Reference reference) {
    double range = (double) reference.highest() - reference.lowest();
    return range == 0 ? 0 : Math.clamp(((double) value - reference.lowest()) / range, 0, 1);
  }
}
