package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Each number becomes an integer 0 … levels − 1, and a stored word is the cube of all integers within a radius of it, by
/// don't-care cells of the {@link Thermometer}'s code. A searched word matches without a mismatch exactly where the L∞
/// distance of the integers is at most the radius; its mismatches are Σ max(0, |difference| − radius).
///
/// Range codes for distances on a TCAM: Laguna et al., "Design of hardware-friendly memory enhanced neural networks", DATE
/// 2019.
@Named(value = "cube", doc = "integers within a radius match: no mismatch where the L∞ distance is at most the radius")
public record Cube(
    @Param(
            doc = "levels per number, one cell fewer each; they divide the range of the stored rows",
            min = 2,
            max = Thermometer.MAX_LEVELS,
            standard = "8")
        int levels,
    @Param(
            doc = "how far a searched number may be from the stored one without a mismatch, in levels; below levels",
            min = 0,
            max = Thermometer.MAX_LEVELS,
            standard = "1")
        int radius)
    implements Features {
  public Cube {
    Thermometer.requireLevels(levels);
    if (radius < 0 || radius >= levels) {
      throw new IllegalArgumentException("radius = %d is outside 0 … %d, below levels".formatted(radius, levels - 1));
    }
  }

  @Override
  public int cells(int dimensions) {
    return Math.multiplyExact(levels - 1, dimensions);
  }

  @Override
  public TernaryEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new CubeEncoder(levels, radius, dimensions);
  }
}
