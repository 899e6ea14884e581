package io.matchline.data;

import io.matchline.unit.Problems;
import io.matchline.unit.Unit;

/// What the numbers of a matrix file are, and which are accepted.
///
/// @param quantity what messages call one of them, for example `conductance`
/// @param signed whether numbers below 0 are accepted
/// @param maxRows most rows, 1 or more
/// @param maxColumns most numbers of a row, 1 or more
public record MatrixRule(String quantity, Unit unit, boolean signed, int maxRows, int maxColumns) {
  /// Adds what is wrong with a number; `place` says where it is.
  void check(String place, double value, Problems problems) {
    if (!Double.isFinite(value)) {
      problems.add(place, "%s = %s is not a finite number", quantity, value);
    } else if (value < 0 && !signed) {
      problems.add(place, "%s = %s is below 0%s", quantity, amount(value), amount(""));
    }
  }

  /// Adds what is wrong with the size of a file, `columns` being those of its widest row.
  void checkSize(String file, long rows, long columns, Problems problems) {
    if (rows > maxRows) {
      problems.add(file, "%d rows are above the maximum of %d", rows, maxRows);
    }
    if (columns > maxColumns) {
      problems.add(file, "%d columns are above the maximum of %d", columns, maxColumns);
    }
  }

  private String amount(Object value) {
    return unit.symbol().isEmpty() ? value.toString() : value + " " + unit.symbol();
  }
}
