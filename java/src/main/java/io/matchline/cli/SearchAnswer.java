package io.matchline.cli;

import io.matchline.tcam.SearchCost;
import java.util.List;

/// What a search of user data gives.
///
/// @param hits by query, then rank
/// @param costs of each query's search, or none where nobody asked
record SearchAnswer(List<SearchHit> hits, List<SearchCost> costs) {
  static SearchAnswer of(List<SearchHit> hits) {
    return new SearchAnswer(hits, List.of());
  }
}
