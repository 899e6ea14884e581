package io.matchline.noise;

/// Thermal noise that a strobe samples on a match line: normal with variance kT/C.
///
/// C lies between the capacitance C₀ of the sense node, for an amplifier with a short aperture that sees its own node
/// only, and the capacitance C_tot of the line, for one that averages over the whole line's settling.
///
/// @param on whether there is any
/// @param temperatureK absolute temperature, K, at least 0
/// @param aperture 0 for C₀ … 1 for C_tot, linear between them
public record ThermalNoise(boolean on, double temperatureK, double aperture) {
  /// k, J/K, exact in the SI of 2019.
  public static final double BOLTZMANN_J_PER_K = 1.380649e-23;

  public ThermalNoise {
    if (!(temperatureK >= 0 && temperatureK < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature = %s K is not a finite number of at least 0 K".formatted(temperatureK));
    }
    if (!(aperture >= 0 && aperture <= 1)) {
      throw new IllegalArgumentException("aperture = %s is outside 0 … 1".formatted(aperture));
    }
  }

  /// Standard deviation of the sampled voltage, V; 0 when off.
  ///
  /// @param nearF C₀, F, at least 0
  /// @param totalF C_tot, F, at least C₀ and above 0
  /// @throws IllegalArgumentException for other capacitances, or where C comes out as 0
  public double sigmaV(double nearF, double totalF) {
    double sampledF = nearF + aperture * (totalF - nearF);
    if (!(nearF >= 0 && totalF >= nearF && sampledF > 0 && totalF < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the sampled capacitance %s F of near %s F and total %s F is not above 0 F and in order"
              .formatted(sampledF, nearF, totalF));
    }
    return on ? Math.sqrt(BOLTZMANN_J_PER_K * temperatureK / sampledF) : 0;
  }
}
