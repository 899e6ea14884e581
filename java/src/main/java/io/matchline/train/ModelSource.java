package io.matchline.train;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;
import java.nio.file.Path;

/// Where the weights of a network come from.
@Variants(key = "kind")
public sealed interface ModelSource permits Prototypical, ModelSource.Weights {
  /// A file.
  @Named(value = "weights", doc = "weights from a file, nothing is trained")
  record Weights(
      @Param(doc = "an .npz archive of named arrays") Path file,
      @Param(doc = "names and order of its arrays", standard = "matchline") WeightsLayout layout)
      implements ModelSource {}
}
