package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Normal noise of every read, independent from cell to cell and from read to read: σ² = (relative · G)² + absolute² +
/// the square of what the cell fluctuates by.
@Named(value = "read-noise", doc = "Normal noise of the conductance, drawn at every multiplication or search.")
public record ReadNoise(
    @Param(doc = "Standard deviation as a share of the conductance.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double relative,
    @Param(doc = "Standard deviation that every cell has besides, whatever its conductance.", key = "absolute",
            unit = Unit.SIEMENS, min = 0, max = 1e-3, standard = "0 S")
        double absoluteS,
    @Param(doc = "Standard deviation besides that differs from cell to cell.", standard = "none")
        Fluctuation fluctuation) {
  public static final ReadNoise NONE = new ReadNoise(0, 0);

  public ReadNoise {
    if (!(relative >= 0 && relative <= 1)) {
      throw new IllegalArgumentException("relative = %s is outside 0 … 1".formatted(relative));
    }
    if (!(absoluteS >= 0 && absoluteS <= 1e-3)) {
      throw new IllegalArgumentException("absolute = %s S is outside 0 … 1e-3 S".formatted(absoluteS));
    }
  }

  /// Noise that is the same for all cells of a conductance.
  public ReadNoise(double relative, double absoluteS) {
    this(relative, absoluteS, new Fluctuation.None());
  }

  /// Whether reads differ from each other.
  public boolean given() {
    return relative > 0 || absoluteS > 0 || fluctuates();
  }

  /// Whether the standard deviation differs from cell to cell.
  public boolean fluctuates() {
    return !(fluctuation instanceof Fluctuation.None);
  }

  /// The standard deviation over the conductance where it is the same for all cells and above 0, else 0.
  public double share() {
    return absoluteS == 0 && !fluctuates() ? relative : 0;
  }

  /// Standard deviation of the reads of a cell, S.
  ///
  /// @param normal standard normal number of the cell for its {@link #fluctuation}, the same at every read
  public double sigmaS(double conductanceS, double normal) {
    double relativeS = relative * conductanceS;
    double fluctuationS = fluctuation.sigmaS(conductanceS, normal);
    return Math.sqrt(relativeS * relativeS + absoluteS * absoluteS + fluctuationS * fluctuationS);
  }
}
