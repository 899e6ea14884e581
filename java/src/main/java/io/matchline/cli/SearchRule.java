package io.matchline.cli;

/// Which rows a search returns.
sealed interface SearchRule {
  /// The `k` nearest, or all where there are fewer; ties go to the lowest row.
  record Top(int k) implements SearchRule {}

  /// Every row with at most `distance` mismatches.
  record Threshold(int distance) implements SearchRule {}
}
