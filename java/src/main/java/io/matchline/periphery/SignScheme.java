package io.matchline.periphery;

import io.matchline.unit.Named;

/// How cells, whose conductance is never negative, hold numbers with a sign.
public enum SignScheme {
  /// Two columns for each number, read against each other.
  @Named(value = "differential", doc = "a pair of columns per output, one for each sign")
  DIFFERENTIAL,

  /// One column for each number and one that all share, whose cells hold the middle of the range.
  @Named(value = "offset-column", doc = "one column per output, read against a column of mid-range cells")
  OFFSET_COLUMN
}
