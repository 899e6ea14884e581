package io.matchline.device;

import java.util.function.DoubleUnaryOperator;

/// How the filament of a {@link SinhCurrent} cell grows and shrinks under a voltage V, with its temperature Θ:
///
///     dT/dt = k (e^(−E_g/kΘ) e^(γ a V/(L kΘ)) − e^(−E_r/kΘ) e^(−γ a V/(L kΘ))),   γ = γ₀ + γ₁ ((L − T)/nm)³
///     dΘ/dt = |V I|/C + (Θ₀ − Θ)/τ
///
/// with kΘ in volts and T held between the cell's thinnest and thickest.
///
/// @param cell current and bounds
/// @param velocityMPerS k, m/s
/// @param generationV E_g over the elementary charge, V
/// @param recombinationV E_r, V
/// @param enhancement γ₀
/// @param enhancementPerCube γ₁
/// @param atomM a, m
/// @param ambientK Θ₀, K
/// @param heatJPerK C, J/K
/// @param coolingS τ, s
public record FilamentGrowth(
    SinhCurrent cell,
    double velocityMPerS,
    double generationV,
    double recombinationV,
    double enhancement,
    double enhancementPerCube,
    double atomM,
    double ambientK,
    double heatJPerK,
    double coolingS) {
  /// Boltzmann's constant over the elementary charge, V/K.
  public static final double BOLTZMANN_V_PER_K = 8.617333262e-5;

  /// The standard values of `sky130_fd_pr_reram__reram_cell` (Apache-2.0).
  public static final FilamentGrowth SKY130 =
      new FilamentGrowth(SinhCurrent.SKY130, 150, 1.501, 1.5, 16.5, -1.25, 0.25e-9, 300, 3.1825e-16, 0.23e-9);

  private static final double NM = 1e-9;

  /// A cell at one instant.
  ///
  /// @param thicknessM T, m
  /// @param temperatureK Θ, K
  public record Instant(double thicknessM, double temperatureK) {}

  /// At rest.
  ///
  /// @param thicknessM T, between the cell's thinnest and thickest, m
  public Instant cold(double thicknessM) {
    if (!(thicknessM >= cell.thinnestM() && thicknessM <= cell.thickestM())) {
      throw new IllegalArgumentException(
          "thickness = %s m is not between %s and %s m".formatted(thicknessM, cell.thinnestM(), cell.thickestM()));
    }
    return new Instant(thicknessM, ambientK);
  }

  /// Follows the voltage by the classical Runge–Kutta rule of fourth order.
  ///
  /// @param voltageV voltage over time, V
  /// @param stepS largest step, well below `coolingS`, s
  public Instant after(Instant begin, double fromS, double toS, DoubleUnaryOperator voltageV, double stepS) {
    int steps = (int) Math.max(1, Math.ceil((toS - fromS) / stepS));
    double h = (toS - fromS) / steps;
    Instant now = begin;
    for (int i = 0; i < steps; i++) {
      double t = fromS + i * h;
      double middleV = voltageV.applyAsDouble(t + h / 2);
      Instant k1 = slope(now, voltageV.applyAsDouble(t));
      Instant k2 = slope(moved(now, k1, h / 2), middleV);
      Instant k3 = slope(moved(now, k2, h / 2), middleV);
      Instant k4 = slope(moved(now, k3, h), voltageV.applyAsDouble(t + h));
      double growth = k1.thicknessM + 2 * k2.thicknessM + 2 * k3.thicknessM + k4.thicknessM;
      double heating = k1.temperatureK + 2 * k2.temperatureK + 2 * k3.temperatureK + k4.temperatureK;
      now = moved(now, new Instant(growth, heating), h / 6);
    }
    return now;
  }

  private Instant moved(Instant from, Instant slope, double h) {
    double thicknessM = Math.clamp(from.thicknessM + h * slope.thicknessM, cell.thinnestM(), cell.thickestM());
    return new Instant(thicknessM, from.temperatureK + h * slope.temperatureK);
  }

  /// m/s and K/s.
  private Instant slope(Instant at, double acrossV) {
    double thermalV = BOLTZMANN_V_PER_K * at.temperatureK;
    double gapNm = (cell.oxideM() - at.thicknessM) / NM;
    double gamma = enhancement + enhancementPerCube * gapNm * gapNm * gapNm;
    double pullV = gamma * atomM / cell.oxideM() * acrossV;
    double growth = velocityMPerS
        * (StrictMath.exp((pullV - generationV) / thermalV) - StrictMath.exp((-pullV - recombinationV) / thermalV));
    double powerW = Math.abs(acrossV * cell.currentA(at.thicknessM, acrossV));
    return new Instant(growth, powerW / heatJPerK + (ambientK - at.temperatureK) / coolingS);
  }
}
