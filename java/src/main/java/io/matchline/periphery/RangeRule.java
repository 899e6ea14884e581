package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.util.Arrays;

/// What the range of the analog-to-digital converters is. All converters of a matrix share it.
@Variants(key = "kind")
public sealed interface RangeRule {
  /// The codes of a converter.
  ///
  /// @param currentsA currents of the calibration inputs, A
  AdcScale scale(int bits, double[] currentsA);

  /// From the currents that calibration inputs give. It holds 0 A, and is one-sided where all currents are.
  @Named(value = "calibrated", doc = "from the currents of calibration inputs")
  record Calibrated(
      @Param(doc = "share of the calibration currents inside the range; the rest is cut at both ends alike",
              unit = Unit.FRACTION, min = 0.5, max = 1, standard = "100 %")
          double coverage)
      implements RangeRule {
    @Override
    public AdcScale scale(int bits, double[] currentsA) {
      if (currentsA.length == 0) {
        throw new IllegalArgumentException("a range cannot be calibrated without currents");
      }
      double[] sorted = currentsA.clone();
      Arrays.sort(sorted);
      int cut = (int) Math.floor((1 - coverage) / 2 * (sorted.length - 1) + 1e-9);
      return new AdcScale(bits, Math.min(0, sorted[cut]), Math.max(0, sorted[sorted.length - 1 - cut]));
    }
  }

  /// Two currents.
  @Named(value = "fixed", doc = "two currents")
  record Fixed(
      @Param(doc = "lower end of the range", unit = Unit.AMPERE, min = -1, max = 0) double lowA,
      @Param(doc = "upper end of the range", unit = Unit.AMPERE, min = 0, max = 1) double highA)
      implements RangeRule {
    public Fixed {
      if (!(highA > lowA)) {
        throw new IllegalArgumentException("low = %s A and high = %s A leave no range".formatted(lowA, highA));
      }
    }

    @Override
    public AdcScale scale(int bits, double[] currentsA) {
      return new AdcScale(bits, lowA, highA);
    }
  }
}
