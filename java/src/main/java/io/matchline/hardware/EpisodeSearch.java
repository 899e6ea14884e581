package io.matchline.hardware;

import io.matchline.unit.Named;
import io.matchline.unit.Variants;

/// What gives the class scores of an episode besides the similarity of embeddings.
@Variants(key = "kind")
public sealed interface EpisodeSearch permits EpisodeSearch.None, SearchSettings {
  /// Nothing.
  @Named(value = "none", doc = "no array: the similarity of the embeddings themselves")
  record None() implements EpisodeSearch {}
}
