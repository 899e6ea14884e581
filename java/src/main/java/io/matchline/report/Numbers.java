package io.matchline.report;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as text for people and for drawings; independent of the machine's locale.
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /// Rounded to significant digits: `0.9312`, `12 500`-sized numbers plain, very large and small ones `1.25×10⁻⁹`.
  static String rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "n/a" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent > 6) {
      String mantissa = rounded.scaleByPowerOfTen(-exponent).toPlainString();
      return minus(mantissa) + "×" + powerOfTen(exponent);
    }
    return minus(rounded.toPlainString());
  }

  static String rounded(double value) {
    return rounded(value, 4);
  }

  /// `10⁻³` with superscript digits.
  static String powerOfTen(int exponent) {
    StringBuilder out = new StringBuilder("10");
    if (exponent < 0) {
      out.append('⁻');
    }
    Integer.toString(Math.abs(exponent)).chars().forEach(c -> out.append(SUPERSCRIPTS.charAt(c - '0')));
    return out.toString();
  }

  /// A true minus sign in place of the hyphen.
  static String minus(String number) {
    return number.replace('-', '−');
  }

  /// A coordinate with at most two decimals.
  static String px(double value) {
    long hundredths = Math.round(value * 100);
    long rest = Math.abs(hundredths % 100);
    String sign = hundredths < 0 ? "-" : "";
    String whole = sign + Math.abs(hundredths / 100);
    if (rest == 0) {
      return whole.equals("-0") ? "0" : whole;
    }
    return rest % 10 == 0 ? whole + "." + rest / 10 : whole + (rest < 10 ? ".0" : ".") + rest;
  }
}
