package io.matchline.periphery;

/// A digital-to-analog converter that drives a row: v = code · range / (2^bits − 1), with either sign.
///
/// @param bits bits of a code, besides its sign, 1 … 31
/// @param rangeV voltage of the largest code, V
public record Dac(int bits, double rangeV) {
  public Dac {
    if (bits < 1 || bits > 31 || !(rangeV > 0 && rangeV < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a converter of %d bits and %s V; 1 … 31 bits and a finite range above 0 V are needed"
              .formatted(bits, rangeV));
    }
  }

  /// 2^bits − 1.
  public long largestCode() {
    return (1L << bits) - 1;
  }

  /// Voltage of a code, V; the largest gives the range itself.
  public double voltageV(long code) {
    return rangeV * ((double) code / largestCode());
  }

  /// The code nearest to a voltage; beyond the range the last one.
  public long code(double voltageV) {
    return Math.clamp((long) Math.rint(voltageV / rangeV * largestCode()), -largestCode(), largestCode());
  }
}
