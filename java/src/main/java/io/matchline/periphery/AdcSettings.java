package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// The analog-to-digital converters behind the columns. Their errors are standard deviations; each kind of error is
/// drawn once per converter from a stream of its own.
@Named(value = "adc", doc = "analog-to-digital converters behind the columns")
public record AdcSettings(
    @Param(doc = "bits of a code; 0: an exact converter", min = 0, max = 16, standard = "8") int bits,
    @Param(doc = "range of the converters", standard = "{ kind: calibrated }") RangeRule range,
    @Param(doc = "where the two columns of a signed weight are subtracted", standard = "analog")
        Subtraction subtraction,
    @Param(doc = "currents that one converter reads in turn", min = 1, max = 4096, standard = "1") int share,
    @Param(doc = "standard deviation of the offset, as a share of the range", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double offset,
    @Param(doc = "standard deviation of the relative error of the gain", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double gain,
    @Param(doc = "standard deviation of the peaks of the even and of the odd integral nonlinearity, in steps", min = 0,
            max = 64, standard = "0")
        double inl,
    @Param(doc = "standard deviation of each comparator's threshold, in steps", min = 0, max = 64, standard = "0")
        double comparator) {
  /// Thresholds are drawn one by one.
  static final int MOST_COMPARATOR_BITS = 12;

  /// Converters that change nothing.
  public static final AdcSettings EXACT =
      new AdcSettings(0, new RangeRule.Calibrated(1), Subtraction.ANALOG, 1, 0, 0, 0, 0);

  public AdcSettings {
    if (bits == 0 && (inl > 0 || comparator > 0)) {
      throw new IllegalArgumentException(
          "inl = %s and comparator = %s are in steps, and an exact converter with bits = 0 has none"
              .formatted(inl, comparator));
    }
    if (comparator > 0 && bits > MOST_COMPARATOR_BITS) {
      throw new IllegalArgumentException(
          "comparator = %s needs a threshold for each of %d codes; bits = %d is above %d"
              .formatted(comparator, 1 << bits, bits, MOST_COMPARATOR_BITS));
    }
  }

  /// Converters that read `currents` currents.
  public int converters(int currents) {
    return Math.ceilDiv(currents, share);
  }
}
