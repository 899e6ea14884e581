package io.matchline.cli;

import io.matchline.config.CanonicalYaml;
import io.matchline.config.Document;
import io.matchline.search.Features;
import io.matchline.tcam.ArraySettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.nio.file.Path;
import java.util.Optional;

/// The configuration of `matchline search`: an array, and how feature vectors become words.
///
/// A file with `array` at its top is this record; any other file is the array block itself.
@Named(value = "search", doc = "an array for matchline search")
record ArrayFile(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "how feature vectors become words; needed where the words are floats", standard = "{ kind: sign }")
        Features features,
    @Param(doc = "the array", standard = "{}") ArraySettings array) {

  /// What a file says.
  ///
  /// @param file where it is
  /// @param encoder empty where the file names none
  /// @param hash hash of the whole configuration
  record Read(Path file, long seed, Optional<Features> encoder, ArraySettings array, String hash) {}

  static Read read(Path file) {
    Document document = Document.read(file);
    if (!document.has("array") && !document.has("features")) {
      ArraySettings array = document.bind(ArraySettings.class);
      String text = CanonicalYaml.of(ArraySettings.class, array, document.folder());
      return new Read(file, 1, Optional.empty(), array, CanonicalYaml.hash(text));
    }
    ArrayFile config = document.bind(ArrayFile.class);
    String text = CanonicalYaml.of(ArrayFile.class, config, document.folder());
    Optional<Features> encoder = document.has("features") ? Optional.of(config.features) : Optional.empty();
    return new Read(file, config.seed, encoder, config.array, CanonicalYaml.hash(text));
  }
}
