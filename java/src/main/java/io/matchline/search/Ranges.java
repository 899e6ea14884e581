package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Each number becomes a voltage, and a stored word is the range of all voltages within a radius of it. At level `ideal` a
/// searched word has no mismatch exactly where the L∞ distance of the voltages is at most the radius.
@Named(value = "ranges", doc = "voltages within a radius match, one analog cell (ACAM) each")
public record Ranges(
    @Param(
            doc = "how far a searched number may be from the stored one, as a share of the range of the stored rows",
            unit = Unit.FRACTION,
            min = 0,
            max = 1,
            standard = "10 %")
        double radius,
    @Param(
            doc = "voltage of the lowest number of the stored rows; lower ones take it too",
            unit = Unit.VOLT,
            min = -10,
            max = 10,
            standard = "0 V")
        double lowestV,
    @Param(
            doc = "voltage of the highest number of the stored rows; higher ones take it too",
            unit = Unit.VOLT,
            min = -10,
            max = 10,
            standard = "1 V")
        double highestV)
    implements Features {
  public Ranges {
    if (!(radius >= 0 && radius <= 1)) {
      throw new IllegalArgumentException("radius = %s is outside 0 … 1".formatted(radius));
    }
    if (!(lowestV < highestV)) {
      throw new IllegalArgumentException("lowest = %s V is not below highest = %s V".formatted(lowestV, highestV));
    }
  }

  @Override
  public int cells(int dimensions) {
    return dimensions;
  }

  @Override
  public RangeEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new RangeEncoder(lowestV, highestV, radius * (highestV - lowestV), dimensions);
  }
}
