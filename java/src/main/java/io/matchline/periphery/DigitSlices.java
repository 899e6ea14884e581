package io.matchline.periphery;

/// Whole numbers cut into digits of a few bits each, the lowest digit first: n = Σ digit(n, k) · place(k).
///
/// @param bits bits of a number, 1 … 31
/// @param bitsPerSlice bits of a digit, 1 … `bits`
public record DigitSlices(int bits, int bitsPerSlice) {
  public DigitSlices {
    if (bits < 1 || bits > 31 || bitsPerSlice < 1 || bitsPerSlice > bits) {
      throw new IllegalArgumentException(
          "%d bits in slices of %d bits; 1 … 31 bits in slices of 1 bit … all bits are possible"
              .formatted(bits, bitsPerSlice));
    }
  }

  /// Digits of a number.
  public int count() {
    return Math.ceilDiv(bits, bitsPerSlice);
  }

  /// The largest number, 2^bits − 1.
  public long largest() {
    return (1L << bits) - 1;
  }

  /// The largest digit, 2^bitsPerSlice − 1.
  public int largestDigit() {
    return (int) ((1L << bitsPerSlice) - 1);
  }

  /// Digit `k` of a number of 0 … {@link #largest()}.
  public int digit(long number, int k) {
    return (int) (number >>> k * bitsPerSlice) & largestDigit();
  }

  /// What one unit of digit `k` is worth: 2^(k · bitsPerSlice).
  public long place(int k) {
    return 1L << k * bitsPerSlice;
  }
}
