package io.matchline.cli;

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
  /// @param encoder empty where the file names none
  record Read(long seed, Optional<Features> encoder, ArraySettings array) {}

  static Read read(Path file) {
    Document document = Document.read(file);
    if (!document.has("array") && !document.has("features")) {
      return new Read(1, Optional.empty(), document.bind(ArraySettings.class));
    }
    ArrayFile config = document.bind(ArrayFile.class);
    return new Read(
        config.seed, document.has("features") ? Optional.of(config.features) : Optional.empty(), config.array);
  }
}
