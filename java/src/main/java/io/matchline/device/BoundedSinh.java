package io.matchline.device;

/// The hyperbolic sine, continued beyond ±50 by its tangent there, so that it and its slope stay finite.
final class BoundedSinh {
  private static final double LIMIT = 50;

  private BoundedSinh() {}

  static double value(double x) {
    double inner = Math.clamp(x, -LIMIT, LIMIT);
    return StrictMath.sinh(inner) + StrictMath.cosh(inner) * (x - inner);
  }

  static double slope(double x) {
    return StrictMath.cosh(Math.clamp(x, -LIMIT, LIMIT));
  }
}
