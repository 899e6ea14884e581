package io.matchline.device;

/// I = I₀ exp(−g/g₀) sinh(V/V₀): current over a gap g.
///
/// @param scaleA I₀, A
/// @param voltageV V₀, V
/// @param lengthM g₀, m
record GapCurrent(double scaleA, double voltageV, double lengthM) {
  double currentA(double gapM, double acrossV) {
    return scaleA * StrictMath.exp(-gapM / lengthM) * BoundedSinh.value(acrossV / voltageV);
  }

  double conductanceS(double gapM, double acrossV) {
    return scaleA / voltageV * StrictMath.exp(-gapM / lengthM) * BoundedSinh.slope(acrossV / voltageV);
  }

  /// The gap with a conductance at 0 V.
  double gapM(double conductanceS) {
    return lengthM * StrictMath.log(scaleA / (voltageV * conductanceS));
  }

  /// Conductances at 0 V of gaps between two lengths.
  ConductanceWindow window(double narrowestM, double widestM) {
    return new ConductanceWindow(conductanceS(widestM, 0), conductanceS(narrowestM, 0));
  }

  /// @throws IllegalArgumentException unless every value, each after its name, is finite and above 0
  static void require(Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      double value = (Double) namesAndValues[i + 1];
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("%s = %s is not finite and above 0".formatted(namesAndValues[i], value));
      }
    }
  }
}
