package io.matchline.noise;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;

/// Input-referred offset of the sense amplifiers: normal, drawn once per amplifier (global row and column tile).
@Variants(key = "law")
public sealed interface SenseOffset {
  /// Standard deviation, V.
  double sigmaV();

  /// Ideal amplifiers.
  @Named(value = "none", doc = "Ideal amplifiers.")
  record None() implements SenseOffset {
    @Override
    public double sigmaV() {
      return 0;
    }
  }

  /// A given standard deviation.
  @Named(value = "sigma", doc = "A given standard deviation.")
  record Sigma(
      @Param(doc = "Standard deviation of the offset.", key = "sigma", unit = Unit.VOLT, min = 0, max = 1,
              standard = "12 mV", source = "Pelgrom law for a 1 um x 0.15 um pair in SKY130")
          double sigmaV)
      implements SenseOffset {
    public Sigma {
      if (!(sigmaV >= 0 && sigmaV <= 1)) {
        throw new IllegalArgumentException("sigma = %s V is outside 0 … 1 V".formatted(sigmaV));
      }
    }
  }

  /// Threshold mismatch of the input pair: σ = √2 · A_VT / √(W · L).
  ///
  /// Source: M. J. M. Pelgrom, A. C. J. Duinmaijer, A. P. G. Welbers, "Matching properties of MOS transistors", IEEE J.
  /// Solid-State Circuits 24 (1989) 1433.
  ///
  /// @param avtMvUm A_VT in mV·µm
  /// @param widthM gate width of an input transistor, m
  /// @param lengthM its gate length, m
  @Named(value = "pelgrom", doc = "Threshold mismatch of the input pair, sqrt(2) A_VT / sqrt(W L).")
  record Pelgrom(
      @Param(doc = "Matching coefficient A_VT in mV um.", key = "avt", min = 0, max = 100, standard = "3.356",
              source = "SKY130 model cards")
          double avtMvUm,
      @Param(doc = "Gate width of an input transistor.", unit = Unit.METRE, min = 1e-9, max = 1e-3, standard = "1 µm")
          double widthM,
      @Param(doc = "Gate length of an input transistor.", unit = Unit.METRE, min = 1e-9, max = 1e-3,
              standard = "150 nm")
          double lengthM)
      implements SenseOffset {
    public Pelgrom {
      if (!(avtMvUm >= 0 && widthM > 0 && lengthM > 0 && widthM * lengthM < 1 && avtMvUm <= 100)) {
        throw new IllegalArgumentException(
            "avt = %s mV µm, width = %s m, length = %s m: the first must be 0 … 100, the others above 0 and below 1 m"
                .formatted(avtMvUm, widthM, lengthM));
      }
    }

    @Override
    public double sigmaV() {
      return Math.sqrt(2) * (avtMvUm * 1e-9) / Math.sqrt(widthM * lengthM);
    }
  }
}
