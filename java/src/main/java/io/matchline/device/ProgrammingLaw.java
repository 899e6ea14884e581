package io.matchline.device;

import io.matchline.unit.Named;
import java.util.Locale;

/// Spread that program-and-verify leaves around the target, besides the log-normal spreads.
public enum ProgrammingLaw implements ConductanceSpread {
  /// No further spread.
  NONE(0, Double.POSITIVE_INFINITY) {
    @Override
    double sigmaMicroS(double targetMicroS) {
      return 0;
    }
  },

  /// σ[µS] = 4.782 − 0.009107 G[µS], a line through the levels between 50 and 225 µS.
  ///
  /// Data: V. Milo et al., "Optimized programming algorithms for multilevel RRAM in hardware neural networks", IRPS
  /// 2021, Fig. 4, algorithm IGVVA-100. The line is from a secondary source, the linear fit to that figure in CrossSim
  /// (Sandia National Laboratories, device model RRAMMilo: slope −0.009107, intercept 4.782321).
  @Named(value = "milo", doc = "Measured on multilevel HfO2 cells, valid from 50 to 225 µS.")
  MILO(50e-6, 225e-6) {
    @Override
    double sigmaMicroS(double targetMicroS) {
      return 4.782 - 0.009107 * targetMicroS;
    }
  },

  /// σ[µS] = 1.536e-4 G³ − 0.01167 G² + 0.2374 G + 1.053 with G in µS, a cubic through measured levels, one second after
  /// programming.
  ///
  /// Data: W. Wan et al., "A compute-in-memory chip based on resistive random-access memory", Nature 608 (2022) 504,
  /// Extended Data Fig. 3. The cubic is from a secondary source, the fit to that figure in CrossSim (RRAMWan).
  @Named(value = "wan", doc = "Measured on the RRAM of a compute-in-memory chip, valid from 0 to 40 µS.")
  WAN(0, 40e-6) {
    @Override
    double sigmaMicroS(double targetMicroS) {
      return 1.053 + targetMicroS * (0.2374 + targetMicroS * (-0.01167 + targetMicroS * 1.536e-4));
    }
  },

  /// σ[µS] = 0.26348 + 1.965 x − 1.1731 x² with x = G / 25 µS.
  ///
  /// Source: S. R. Nandakumar et al., "Phase-change memory models for deep learning training and inference", ICECS 2019.
  @Named(value = "pcm", doc = "Measured on phase-change memory, valid from 0 to 25 µS.")
  PCM(0, 25e-6) {
    @Override
    double sigmaMicroS(double targetMicroS) {
      double x = targetMicroS / 25;
      return 0.26348 + x * (1.965 - x * 1.1731);
    }
  };

  private final double lowestS;
  private final double highestS;

  ProgrammingLaw(double lowestS, double highestS) {
    this.lowestS = lowestS;
    this.highestS = highestS;
  }

  abstract double sigmaMicroS(double targetMicroS);

  /// Standard deviation in S of a device programmed to `targetS`.
  ///
  /// @throws IllegalArgumentException outside the window in which the law was fitted
  @Override
  public double sigmaS(double targetS) {
    if (!(targetS >= lowestS && targetS <= highestS)) {
      throw new IllegalArgumentException(
          "a target of %s S is outside %s … %s S, the window in which the programming law %s was fitted"
              .formatted(targetS, lowestS, highestS, name().toLowerCase(Locale.ROOT)));
    }
    return 1e-6 * sigmaMicroS(1e6 * targetS);
  }
}
