package io.matchline.unit;

import java.util.List;

/// Physical units of interfaces and configurations. Numbers inside the program are always in the plain SI unit.
public enum Unit {
  /// A plain number.
  ONE("", "", "2.5"),
  OHM("Ω", "Ohm", "10 kΩ", "\u2126", "Ohm", "ohm"),
  SIEMENS("S", "S", "100 µS"),
  FARAD("F", "F", "0.2 fF"),
  SECOND("s", "S", "1 ns"),
  VOLT("V", "V", "12 mV"),
  AMPERE("A", "A", "1 µA"),
  KELVIN("K", "K", "300 K"),
  JOULE("J", "J", "1 fJ"),
  METRE("m", "M", "45 nm"),
  /// A share of one; `10 %` and `0.1` are the same.
  FRACTION("", "", "10 %");

  private final String symbol;
  private final String nameSuffix;
  private final String example;
  private final List<String> spellings;

  Unit(String symbol, String nameSuffix, String example, String... otherSpellings) {
    this.symbol = symbol;
    this.nameSuffix = nameSuffix;
    this.example = example;
    this.spellings = symbol.isEmpty() ? List.of() : concat(symbol, otherSpellings);
  }

  private static List<String> concat(String first, String[] others) {
    String[] all = new String[1 + others.length];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return List.of(all);
  }

  /// The symbol as people write it, empty for plain numbers.
  public String symbol() {
    return symbol;
  }

  /// What a Java name in this unit ends with (`lrsOhm`, `offsetV`), empty for plain numbers and shares.
  public String nameSuffix() {
    return nameSuffix;
  }

  /// A value as people write it, for messages.
  public String example() {
    return example;
  }

  /// Every accepted spelling of the symbol; the Greek letter and the ohm sign look alike.
  List<String> spellings() {
    return spellings;
  }
}
