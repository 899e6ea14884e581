package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Normal noise of every read, independent from cell to cell and from read to read: σ² = (relative · G)² + absolute².
@Named(value = "read-noise", doc = "Normal noise of the conductance, drawn at every multiplication or search.")
public record ReadNoise(
    @Param(doc = "Standard deviation as a share of the conductance.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double relative,
    @Param(doc = "Standard deviation that every cell has besides, whatever its conductance.", key = "absolute",
            unit = Unit.SIEMENS, min = 0, max = 1e-3, standard = "0 S")
        double absoluteS) {
  public static final ReadNoise NONE = new ReadNoise(0, 0);

  public ReadNoise {
    if (!(relative >= 0 && relative <= 1)) {
      throw new IllegalArgumentException("relative = %s is outside 0 … 1".formatted(relative));
    }
    if (!(absoluteS >= 0 && absoluteS <= 1e-3)) {
      throw new IllegalArgumentException("absolute = %s S is outside 0 … 1e-3 S".formatted(absoluteS));
    }
  }

  /// Standard deviation of one read, S.
  public double sigmaS(double conductanceS) {
    double relativeS = relative * conductanceS;
    return Math.sqrt(relativeS * relativeS + absoluteS * absoluteS);
  }
}
