package io.matchline.unit;

/// Physical units of interfaces and configurations. Numbers inside the program are always in the plain SI unit.
public enum Unit {
  /// A plain number.
  ONE(""),
  OHM("Ω"),
  SIEMENS("S"),
  FARAD("F"),
  SECOND("s"),
  VOLT("V"),
  AMPERE("A"),
  KELVIN("K"),
  JOULE("J"),
  METRE("m"),
  /// A share of one; `10 %` and `0.1` are the same.
  FRACTION("");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /// The symbol as people write it, empty for plain numbers.
  public String symbol() {
    return symbol;
  }
}
