package io.matchline.unit;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number in an SI unit, read and written as people write it: `25 kΩ`, `0.2 fF`, `10 %`, `1_000`.
///
/// Reading is exact: the decimal is scaled first and rounded once, so `0.2 fF` is the double nearest to 2·10⁻¹⁶.
/// Writing uses the shortest decimal that reads back to the same double.
///
/// @param value in the plain SI unit, finite
public record Quantity(double value, Unit unit) {
  /// Longer numbers are typing accidents.
  private static final int MAX_LENGTH = 64;

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile(
      "([+-]?(?:\\d+(?:_\\d+)*(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?)[ \\u00a0\\u2009\\u202f]*([^\\s\\d]*)");
  private static final Pattern NOT_FINITE = Pattern.compile("[+-]?\\.?(nan|inf|infinity|∞)", Pattern.CASE_INSENSITIVE);

  public Quantity {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is not a finite number");
    }
  }

  /// Reads a number that may carry the unit with an SI prefix from f to T; without a unit it is in the SI unit.
  ///
  /// @throws IllegalArgumentException with a sentence that begins with `text` when it is not such a number
  public static Quantity parse(String text, Unit unit) {
    BigDecimal exact = exact(text, unit);
    double value = exact.doubleValue();
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(text + " is too large for a number");
    }
    if (value == 0 && exact.signum() != 0) {
      throw new IllegalArgumentException(text + " is too small for a number other than 0");
    }
    return new Quantity(value, unit);
  }

  /// The decimal that `text` stands for, in the plain SI unit and not rounded.
  ///
  /// @throws IllegalArgumentException as in {@link #parse}
  public static BigDecimal exact(String text, Unit unit) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
    if (text.length() > MAX_LENGTH || !parts.matches()) {
      String fault = NOT_FINITE.matcher(text.strip()).matches() ? " is not a finite number" : " is not a number";
      throw new IllegalArgumentException(shortened(text) + fault + "; " + need(unit));
    }
    OptionalInt exponent = exponent(parts.group(2), unit);
    if (exponent.isEmpty()) {
      throw new IllegalArgumentException(text + unitFault(parts.group(2), unit) + "; " + need(unit));
    }
    return new BigDecimal(parts.group(1).replace("_", "")).scaleByPowerOfTen(exponent.getAsInt());
  }

  /// The value as in {@link #toString()}, and `∞` for an infinite limit.
  public static String format(double value, Unit unit) {
    return Double.isInfinite(value) ? (value < 0 ? "-∞" : "∞") : new Quantity(value, unit).toString();
  }

  /// The engineering form: `10 kΩ`, `10 %`, `2.5`.
  @Override
  public String toString() {
    return Engineering.format(value, unit);
  }

  private static String shortened(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }

  private static OptionalInt exponent(String suffix, Unit unit) {
    if (suffix.isEmpty()) {
      return OptionalInt.of(0);
    }
    if (unit == Unit.FRACTION) {
      return suffix.equals("%") ? OptionalInt.of(-2) : OptionalInt.empty();
    }
    for (String symbol : unit.spellings()) {
      if (suffix.endsWith(symbol)) {
        return Engineering.exponentOf(suffix.substring(0, suffix.length() - symbol.length()));
      }
    }
    return OptionalInt.empty();
  }

  private static String unitFault(String suffix, Unit expected) {
    for (Unit other : Unit.values()) {
      if (other != expected && exponent(suffix, other).isPresent()) {
        return " has the unit " + (other == Unit.FRACTION ? "%" : other.symbol());
      }
    }
    boolean prefixOnly = Engineering.exponentOf(suffix).isPresent();
    return prefixOnly ? " has a prefix without a unit" : " has the unknown unit " + suffix;
  }

  private static String need(Unit unit) {
    String kind = switch (unit) {
      case ONE -> "a plain number";
      case FRACTION -> "a share";
      default -> "a value in " + unit.symbol();
    };
    return kind + " is needed, for example " + unit.example();
  }
}
