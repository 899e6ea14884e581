package io.matchline.noise;

/// Thermal noise that a strobe samples on a match line.
///
/// A passive line that was precharged in thermal equilibrium stays there while it discharges: what its resistances forget
/// of the old noise they make anew. So the noise is normal with variance kT/C at every time. C lies between the capacitance
/// C₀ of the sense node, for an amplifier that is fast enough to see its own node only, and the capacitance C_tot of the
/// line, for one that averages over the whole line's settling.
///
/// Transistors in saturation are current sources: they forget nothing, and add 4kTγ g_m t / (2 C_tot²). With a square law
/// g_m = 2 I / V_ov, and I t = C_tot ΔV is what the line has lost, so that this is 4kTγ ΔV / (C_tot V_ov).
///
/// Source of the noise of transistors: A. van der Ziel, "Noise in Solid State Devices and Circuits", Wiley 1986.
///
/// @param on whether there is any
/// @param temperatureK absolute temperature, K, at least 0
/// @param aperture 0 for C₀ … 1 for C_tot, linear between them
/// @param overdriveV V_ov of saturated cells, V; 0: the cells are resistances
/// @param gamma γ of saturated cells, 2/3 for a long channel
public record ThermalNoise(boolean on, double temperatureK, double aperture, double overdriveV, double gamma) {
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
    if (!(overdriveV >= 0 && gamma >= 0 && Double.isFinite(overdriveV + gamma))) {
      throw new IllegalArgumentException(
          "overdrive = %s V and gamma = %s are not finite and at least 0".formatted(overdriveV, gamma));
    }
  }

  /// Standard deviation of the sampled voltage of a passive line, V; 0 when off.
  ///
  /// @param nodeF C₀, F, at least 0
  /// @param totalF C_tot, F, at least C₀ and above 0
  /// @throws IllegalArgumentException for other capacitances, or where C comes out as 0
  public double sigmaV(double nodeF, double totalF) {
    if (!on) {
      return 0;
    }
    double sampledF = nodeF + aperture * (totalF - nodeF);
    if (!(nodeF >= 0 && totalF >= nodeF && sampledF > 0 && totalF < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the sampled capacitance %s F of sense node %s F and line %s F is not above 0 F and in order"
              .formatted(sampledF, nodeF, totalF));
    }
    return Math.sqrt(BOLTZMANN_J_PER_K * temperatureK / sampledF);
  }

  /// The same of a line whose cells may be saturated.
  ///
  /// @param fallenV ΔV, by which the line has fallen, V
  public double sigmaV(double nodeF, double totalF, double fallenV) {
    double passiveV = sigmaV(nodeF, totalF);
    if (!on || overdriveV == 0 || !(fallenV > 0)) {
      return passiveV;
    }
    double added = 4 * BOLTZMANN_J_PER_K * temperatureK * gamma * fallenV / (totalF * overdriveV);
    return Math.sqrt(passiveV * passiveV + added);
  }
}
