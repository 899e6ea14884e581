package io.matchline.tcam;

/// Content of a ternary cell, and of one place of a search word. The ordinal is its code in byte arrays.
public enum Trit {
  /// Mismatches a 1.
  ZERO('0'),
  /// Mismatches a 0.
  ONE('1'),
  /// Don't care: matches everything.
  X('X');

  private final char symbol;

  Trit(char symbol) {
    this.symbol = symbol;
  }

  /// `0`, `1` or `X`.
  public char symbol() {
    return symbol;
  }

  /// Whether a cell with this content conducts, and so discharges its match line, when `searched` is looked for.
  public boolean mismatches(Trit searched) {
    return this != X && searched != X && this != searched;
  }
}
