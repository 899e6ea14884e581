package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Errors of the digital-to-analog converters that drive the rows, as standard deviations; each kind of error is drawn
/// once per converter from a stream of its own. Every row of every tile has a converter.
@Named(value = "dac", doc = "errors of the digital-to-analog converters that drive the rows")
public record DacSettings(
    @Param(doc = "standard deviation of the offset, as a share of the range", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double offset,
    @Param(doc = "standard deviation of the relative error of the gain", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double gain,
    @Param(doc = "standard deviation of the peaks of the even and of the odd integral nonlinearity, in steps", min = 0,
            max = 64, standard = "0")
        double inl,
    @Param(doc = "standard deviation of each step between neighbouring codes, the differential nonlinearity, in steps",
            min = 0, max = 64, standard = "0")
        double dnl) {
  /// Steps are drawn one by one.
  static final int MOST_DNL_BITS = 12;

  /// Converters without errors.
  public static final DacSettings EXACT = new DacSettings(0, 0, 0, 0);

  /// @param bits of the converters besides their sign; 0: exact ones
  /// @throws IllegalArgumentException when such converters cannot have these errors
  public void requireBits(int bits) {
    if (bits == 0 && (inl > 0 || dnl > 0)) {
      throw new IllegalArgumentException(
          "dac.inl = %s and dac.dnl = %s are in steps, and inputs without bits have none".formatted(inl, dnl));
    }
    if (dnl > 0 && bits > MOST_DNL_BITS) {
      throw new IllegalArgumentException(
          "dac.dnl = %s needs a step for each of %d codes; %d bits are above %d"
              .formatted(dnl, 1 << bits, bits, MOST_DNL_BITS));
    }
  }
}
