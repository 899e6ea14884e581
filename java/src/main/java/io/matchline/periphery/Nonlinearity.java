package io.matchline.periphery;

/// Smooth integral nonlinearity of a converter, 0 at both ends of its range.
final class Nonlinearity {
  private static final double ODD_PEAK = 1.5 * Math.sqrt(3);

  private Nonlinearity() {}

  /// bow · (1 − u²) + curve · (3√3/2) (u − u³), `bow` and `curve` being the peaks of the even and the odd part.
  ///
  /// @param u −1 … 1 over the range
  static double steps(double bow, double curve, double u) {
    return bow * (1 - u * u) + curve * ODD_PEAK * (u - u * u * u);
  }
}
