package io.matchline.cli;

/// Evaluates a search on a model of the array.
@FunctionalInterface
interface ArraySearch {
  /// @throws io.matchline.unit.InvalidInputException when the configuration and the words do not fit
  SearchAnswer search(SearchRequest request);
}
