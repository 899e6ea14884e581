package io.matchline.train;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;
import java.nio.file.Path;

/// Where the weights of a network come from.
@Variants(key = "kind")
public sealed interface ModelSource permits Prototypical, ModelSource.Weights {
  /// A file for each model.
  @Named(value = "weights", doc = "weights from files, nothing is trained")
  record Weights(
      @Param(doc = "an .npz archive of named arrays; {seed} stands for the seed of the model") Path file,
      @Param(doc = "names and order of its arrays", standard = "matchline") WeightsLayout layout)
      implements ModelSource {
    private static final String SEED = "{seed}";

    /// Whether models of different seeds have files of their own.
    public boolean isPattern() {
      return file.toString().contains(SEED);
    }

    /// The file of one model.
    public Path file(long seed) {
      return isPattern() ? Path.of(file.toString().replace(SEED, Long.toString(seed))) : file;
    }
  }
}
