package io.matchline.cli;

import java.util.List;

/// Evaluates a search on a model of the array.
@FunctionalInterface
interface ArraySearch {
  /// Hits by query, then rank.
  ///
  /// @throws io.matchline.unit.InvalidInputException when the configuration and the words do not fit
  List<SearchHit> search(SearchRequest request);
}
