package io.matchline.spice;

/// What flows at a probe for small signals of 1 V within the time of a search.
///
/// Nodes inside a cell that settle within a search have settled, those that take far longer stand still: a branch of
/// conductance g in series with a capacitor adds g (ωτ)²/(1 + (ωτ)²) to the conductance and C/(1 + (ωτ)²) to the
/// capacitance. A parabola in ω² through the three highest frequencies, continued to ω = 0, takes what has settled to its
/// limit, an error of (ωτ)⁶, and leaves what stands still as it is.
///
/// @param capacitanceF of all that follows within a search, F
/// @param standingS conductance into nodes that stand still: what is there besides the one after all has settled, S
/// @param fastestF capacitance at the highest frequency, with the least of nodes that stand still, F
record Admittance(double capacitanceF, double standingS, double fastestF) {
  private static final int FIRST = SmallSignal.POINTS - 3;

  /// @param real `[frequencies]`, A
  /// @param imaginary the same
  static Admittance of(SmallSignal signal, double[] real, double[] imaginary) {
    double[] farad = new double[3];
    double[] siemens = new double[3];
    double[] square = new double[3];
    for (int k = 0; k < 3; k++) {
      double omega = signal.omega(FIRST + k);
      farad[k] = imaginary[FIRST + k] / omega;
      siemens[k] = real[FIRST + k] - real[0];
      square[k] = omega * omega;
    }
    return new Admittance(atZero(square, farad), atZero(square, siemens), farad[2]);
  }

  /// The parabola through three points at 0.
  private static double atZero(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double a = x[(k + 1) % 3];
      double b = x[(k + 2) % 3];
      sum += y[k] * a * b / ((x[k] - a) * (x[k] - b));
    }
    return sum;
  }
}
