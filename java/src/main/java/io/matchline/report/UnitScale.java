package io.matchline.report;

import io.matchline.unit.Unit;

/// How numbers of one unit are shown: value times factor, with this symbol (`1e-9 s` as `1 ns`, `0.93` as `93 %`).
record UnitScale(double factor, String symbol) {
  private static final String[] PREFIXES = {"a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};
  private static final int NO_PREFIX = 6;

  /// The plain unit, shares as percent.
  static UnitScale plain(Unit unit) {
    return unit == Unit.FRACTION ? new UnitScale(100, "%") : new UnitScale(1, unit.symbol());
  }

  /// The prefix that leaves the largest magnitude between 1 and 1000.
  static UnitScale forLargest(Unit unit, double largest) {
    boolean prefixed = switch (unit) {
      case ONE, FRACTION, KELVIN -> false;
      case OHM, SIEMENS, FARAD, SECOND, VOLT, AMPERE, JOULE, METRE -> true;
    };
    if (!prefixed || !(Math.abs(largest) > 0) || Double.isInfinite(largest)) {
      return plain(unit);
    }
    int steps = prefixSteps(Math.abs(largest));
    return new UnitScale(powerOfThousand(-steps), PREFIXES[NO_PREFIX + steps] + unit.symbol());
  }

  /// A number with a one-letter prefix as on the axes of circuit plots: `2k`, `500n`.
  static String withPrefix(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Numbers.rounded(value);
    }
    int steps = prefixSteps(Math.abs(value));
    return Numbers.rounded(value * powerOfThousand(-steps)) + PREFIXES[NO_PREFIX + steps];
  }

  /// `label (unit)`, or the label alone for plain numbers.
  String title(String label) {
    return symbol.isEmpty() ? label : label + " (" + symbol + ")";
  }

  /// One value with its unit.
  String show(double value) {
    String number = Numbers.rounded(value * factor);
    return symbol.isEmpty() ? number : number + " " + symbol;
  }

  private static int prefixSteps(double magnitude) {
    int steps = (int) StrictMath.floor((StrictMath.log10(magnitude) + 1e-9) / 3);
    return Math.clamp(steps, -NO_PREFIX, PREFIXES.length - 1 - NO_PREFIX);
  }

  private static double powerOfThousand(int exponent) {
    return Double.parseDouble("1e" + 3 * exponent);
  }
}
