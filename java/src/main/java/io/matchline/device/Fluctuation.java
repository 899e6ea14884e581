package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;

/// Normal noise of reads whose standard deviation differs from cell to cell: a cell keeps its own, every read draws anew.
@Variants(key = "kind")
public sealed interface Fluctuation {
  /// Standard deviation of the reads of one cell, S.
  ///
  /// @param conductanceS conductance of the cell, S, at least 0
  /// @param normal standard normal number of the cell, the same at every read
  double sigmaS(double conductanceS, double normal);

  /// Mean of σ² over cells, S².
  double meanSquareS2(double conductanceS);

  /// No such noise.
  @Named(value = "none", doc = "no cell fluctuates more than another")
  record None() implements Fluctuation {
    @Override
    public double sigmaS(double conductanceS, double normal) {
      return 0;
    }

    @Override
    public double meanSquareS2(double conductanceS) {
      return 0;
    }
  }

  /// ln σ[µS] = exponent · ln G[µS] + offset + spread · z, z the cell's number: σ is log-normal from cell to cell, its
  /// median a power of the conductance. At 150 µS the standard values give a median of 5.76 µS.
  @Named(value = "power-law", doc = "log-normal from cell to cell around a power of the conductance")
  record PowerLaw(
      @Param(doc = "power of the conductance in µS", min = 1e-3, max = 3, standard = "0.782",
              source = "RRAM of Mao et al., arXiv 2204.07429")
          double exponent,
      @Param(doc = "natural logarithm of the median σ in µS at 1 µS", min = -20, max = 5, standard = "-2.168",
              source = "RRAM of Mao et al., arXiv 2204.07429")
          double offset,
      @Param(doc = "standard deviation of ln σ from cell to cell", min = 0, max = 3, standard = "1",
              source = "RRAM of Mao et al., arXiv 2204.07429")
          double spread)
      implements Fluctuation {
    private static final double MICRO = 1e6;

    public PowerLaw {
      if (!(exponent > 0 && exponent <= 3 && offset >= -20 && offset <= 5 && spread >= 0 && spread <= 3)) {
        throw new IllegalArgumentException(
            "exponent = %s, offset = %s, spread = %s; they lie within 0 … 3, −20 … 5 and 0 … 3"
                .formatted(exponent, offset, spread));
      }
    }

    @Override
    public double sigmaS(double conductanceS, double normal) {
      double median = exponent * StrictMath.log(MICRO * conductanceS) + offset;
      return conductanceS > 0 ? StrictMath.exp(median + spread * normal) / MICRO : 0;
    }

    @Override
    public double meanSquareS2(double conductanceS) {
      double rmsS = sigmaS(conductanceS, spread);
      return rmsS * rmsS;
    }
  }
}
