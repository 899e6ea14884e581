package io.matchline.unit;

import java.math.BigDecimal;
import java.util.OptionalInt;

/// SI prefixes and the notation that uses them.
final class Engineering {
  /// From 10⁻¹⁵ in steps of 10³; the blank is no prefix.
  private static final String PREFIXES = "fpnµm kMGT";

  private static final int LOWEST_EXPONENT = -15;
  private static final int HIGHEST_EXPONENT = LOWEST_EXPONENT + 3 * (PREFIXES.length() - 1);

  private Engineering() {}

  /// Power of ten of a prefix: 3 for `k`; empty for what is not a prefix. `u` and both micro signs mean 10⁻⁶.
  static OptionalInt exponentOf(String prefix) {
    if (prefix.isEmpty()) {
      return OptionalInt.of(0);
    }
    if (prefix.length() > 1 || prefix.equals(" ")) {
      return OptionalInt.empty();
    }
    int index = PREFIXES.indexOf(prefix.equals("u") || prefix.equals("\u03bc") ? "µ" : prefix);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(LOWEST_EXPONENT + 3 * index);
  }

  static String format(double value, Unit unit) {
    BigDecimal shortest = BigDecimal.valueOf(value);
    if (unit == Unit.FRACTION) {
      return number(shortest.scaleByPowerOfTen(2)) + " %";
    }
    if (unit == Unit.ONE) {
      return number(shortest);
    }
    int exponent = 3 * Math.floorDiv(decade(shortest), 3);
    boolean prefixed = exponent >= LOWEST_EXPONENT && exponent <= HIGHEST_EXPONENT;
    if (!prefixed || exponent == 0) {
      return number(shortest) + " " + unit.symbol();
    }
    char prefix = PREFIXES.charAt((exponent - LOWEST_EXPONENT) / 3);
    return number(shortest.scaleByPowerOfTen(-exponent)) + " " + prefix + unit.symbol();
  }

  /// Plain digits for what people read at a glance, otherwise `2.5e-9`.
  private static String number(BigDecimal exact) {
    BigDecimal value = exact.stripTrailingZeros();
    int decade = decade(value);
    if (value.signum() == 0 || decade >= -4 && decade < 7) {
      return value.toPlainString();
    }
    return value.scaleByPowerOfTen(-decade).stripTrailingZeros().toPlainString() + "e" + decade;
  }

  /// Exponent of the first digit.
  private static int decade(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }
}
