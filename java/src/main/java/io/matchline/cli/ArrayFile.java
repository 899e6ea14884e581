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
  /// @param encoder empty where the file names none
  /// @param hash of everything the file says or leaves at its standard value, besides the seed
  record Read(long seed, Optional<Features> encoder, ArraySettings array, String hash) {
    private static final int SHOWN_HASH_DIGITS = 12;

    /// What a result file says about its configuration.
    String origin() {
      return "config " + hash.substring(0, SHOWN_HASH_DIGITS) + ", seed " + seed;
    }
  }

  static Read read(Path file) {
    Document document = Document.read(file);
    if (!document.has("array") && !document.has("features")) {
      return read(document, 1, Optional.empty(), document.bind(ArraySettings.class));
    }
    ArrayFile config = document.bind(ArrayFile.class);
    Optional<Features> encoder = document.has("features") ? Optional.of(config.features) : Optional.empty();
    return read(document, config.seed, encoder, config.array);
  }

  private static Read read(Document document, long seed, Optional<Features> encoder, ArraySettings array) {
    String features = encoder.map(f -> CanonicalYaml.of(Features.class, f, document.folder())).orElse("");
    String canonical = features + CanonicalYaml.of(ArraySettings.class, array, document.folder());
    return new Read(seed, encoder, array, CanonicalYaml.hash(canonical));
  }
}
