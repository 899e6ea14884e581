package io.matchline.cli;

import java.util.List;

/// What a search found.
///
/// @param origin hash of the configuration and the seed, as the result file gives them
/// @param hits by query, then rank
record SearchResult(String origin, List<SearchHit> hits) {
  SearchResult {
    hits = List.copyOf(hits);
  }
}
