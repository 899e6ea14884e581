package io.matchline.periphery;

/// Codes of an ideal converter: 2^bits of them, `step` apart, from low to high; 0 A is always a code.
///
/// @param bits bits of a code; 0: every current is read as it is
/// @param lowA lower end of the range, A, at most 0
/// @param highA upper end of the range, A, at least 0
public record AdcScale(int bits, double lowA, double highA) {
  public AdcScale {
    if (bits < 0 || bits > 16) {
      throw new IllegalArgumentException("bits = %d is outside 0 … 16".formatted(bits));
    }
    if (!(lowA <= 0 && highA >= 0 && Double.isFinite(highA - lowA))) {
      throw new IllegalArgumentException(
          "a range of %s … %s A is not finite or does not hold 0 A".formatted(lowA, highA));
    }
  }

  public double rangeA() {
    return highA - lowA;
  }

  /// Current between neighbouring codes, A; 0 with 0 bits.
  public double stepA() {
    return bits == 0 ? 0 : rangeA() / ((1 << bits) - 1);
  }

  /// The lowest code: −2^(bits−1) of a range around 0, 0 of one that begins at 0.
  public int lowCode() {
    return rangeA() == 0 ? 0 : (int) Math.rint(lowA / rangeA() * ((1 << bits) - 1));
  }

  public int highCode() {
    return lowCode() + (1 << bits) - 1;
  }

  /// The code nearest to a current given in steps; beyond the range the last one.
  int code(double steps) {
    return (int) Math.clamp(Math.rint(steps), lowCode(), highCode());
  }

  /// A current of −1 at the lower and 1 at the upper end of the range, never beyond.
  double position(double currentA) {
    return rangeA() == 0 ? 0 : Math.clamp((2 * currentA - lowA - highA) / rangeA(), -1.0, 1.0);
  }
}
