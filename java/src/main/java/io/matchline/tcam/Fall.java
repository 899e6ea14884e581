package io.matchline.tcam;

/// How far a line has fallen at some time.
///
/// @param value −ln(V/precharge)
/// @param gradient its derivative by the conductance of each cell, 1/S
record Fall(double value, double[] gradient) {
  /// The same line with another time constant in front: value and gradient times `factor`.
  Fall times(double factor) {
    double[] scaled = new double[gradient.length];
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] = factor * gradient[j];
    }
    return new Fall(factor * value, scaled);
  }
}
