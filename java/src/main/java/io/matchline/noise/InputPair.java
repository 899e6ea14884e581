package io.matchline.noise;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// The input pair of a sense amplifier, from whose gate area its offset follows: σ = √2 · A_VT / √(W · L).
///
/// √2 A_VT / √(W L) is the law for two transistors whose thresholds each scatter by A_VT / √(W L).
///
/// Source: M. Pelgrom et al., "Matching properties of MOS transistors", IEEE J. Solid-State Circuits 24 (1989) 1433.
///
/// @param aVtV A_VT in V for a gate of 1 µm², that is A_VT in V·µm
/// @param widthM W of one gate, m; 0 together with the length: no pair is described
/// @param lengthM L of one gate, m
@Named(value = "pair", doc = "Input pair of an amplifier: offset √2 · A_VT / √(width · length).")
public record InputPair(
    @Param(doc = "Threshold mismatch A_VT as the voltage of a gate of 1 µm² (3.356 mV: 3.356 mV·µm).", unit = Unit.VOLT,
            min = 0, max = 0.1, standard = "3.356 mV", source = "SKY130, Pelgrom et al., JSSC 24 (1989) 1433")
        double aVtV,
    @Param(doc = "Gate width; 0 m with length = 0 m: the offset is given directly.", unit = Unit.METRE, min = 0,
            max = 1e-3, standard = "0 m")
        double widthM,
    @Param(doc = "Gate length.", unit = Unit.METRE, min = 0, max = 1e-3, standard = "0 m") double lengthM) {
  private static final double MICROMETRE_M = 1e-6;

  /// No pair.
  public static final InputPair NONE = new InputPair(3.356e-3, 0, 0);

  public InputPair {
    if (!(aVtV >= 0 && widthM >= 0 && lengthM >= 0 && Double.isFinite(aVtV + widthM + lengthM))) {
      throw new IllegalArgumentException(
          "a-vt = %s V, width = %s m and length = %s m are not all finite and at least 0"
              .formatted(aVtV, widthM, lengthM));
    }
    if (widthM == 0 != (lengthM == 0)) {
      throw new IllegalArgumentException(
          "width = %s m and length = %s m: a gate needs both above 0 m".formatted(widthM, lengthM));
    }
  }

  public boolean given() {
    return widthM > 0;
  }

  /// Standard deviation of the offset, V; 0 where no pair is given.
  public double sigmaV() {
    double areaRoot = Math.sqrt(widthM / MICROMETRE_M * (lengthM / MICROMETRE_M));
    return given() ? Math.sqrt(2) * aVtV / areaRoot : 0;
  }
}
