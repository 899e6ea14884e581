package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Each number becomes an integer 0 … levels − 1, written as that many ones; Hamming distance is the L1 distance of the
/// integers.
@Named(value = "thermometer", doc = "integers in unary; Hamming distance is their L1 distance")
public record Thermometer(
    @Param(
            doc = "levels per number, one cell fewer each; they divide the range of the stored rows",
            min = 2,
            max = Thermometer.MAX_LEVELS,
            standard = "8")
        int levels)
    implements Features {
  static final int MAX_LEVELS = 256;

  public Thermometer {
    requireLevels(levels);
  }

  static void requireLevels(int levels) {
    if (levels < 2 || levels > MAX_LEVELS) {
      throw new IllegalArgumentException("levels = %d is outside 2 … %d".formatted(levels, MAX_LEVELS));
    }
  }

  @Override
  public int cells(int dimensions) {
    return Math.multiplyExact(levels - 1, dimensions);
  }

  @Override
  public TernaryEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new ThermometerEncoder(levels, dimensions);
  }
}
