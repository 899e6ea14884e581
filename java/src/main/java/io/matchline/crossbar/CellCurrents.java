package io.matchline.crossbar;

import io.matchline.device.CellLaw;

/// Asks a law about every cell of an array, row after row, and refuses what a law must not say.
record CellCurrents(CellLaw law, int columns) {
  /// Currents at v + share · step; may overflow to ±∞ where a law is steep.
  ///
  /// @param v `[rows][columns]` V
  /// @param step `[rows][columns]` V
  /// @param currentA takes the currents, A
  void currents(double[] v, double[] step, double share, double[] currentA) {
    for (int k = 0; k < v.length; k++) {
      double volts = v[k] + share * step[k];
      currentA[k] = law.currentA(k / columns, k % columns, volts);
      if (Double.isNaN(currentA[k])) {
        throw fault("current", k, volts, currentA[k], "A is no number");
      }
    }
  }

  /// Tangents at v: conductance g and offset f − g·v.
  void tangents(double[] v, double[] currentA, double[] conductanceS, double[] offsetA) {
    for (int k = 0; k < v.length; k++) {
      double g = law.conductanceS(k / columns, k % columns, v[k]);
      if (!(g >= 0 && g < Double.POSITIVE_INFINITY)) {
        throw fault("conductance", k, v[k], g, "S is not a finite number of at least 0 S");
      }
      conductanceS[k] = g;
      offsetA[k] = currentA[k] - g * v[k];
    }
  }

  private IllegalArgumentException fault(String quantity, int cell, double volts, double value, String rule) {
    return new IllegalArgumentException(
        "%s of row %d, column %d at %s V = %s %s"
            .formatted(quantity, cell / columns, cell % columns, volts, value, rule));
  }
}
