package io.matchline.cli;

import io.matchline.config.CanonicalYaml;
import io.matchline.config.Document;
import io.matchline.search.Features;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.ArraySettings;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.nio.file.Path;
import java.util.Optional;

/// The configuration of `matchline search`: an array, and how feature vectors become words.
///
/// A file with `array`, `features` or `target` at its top is this record; any other file is the array block itself.
@Named(value = "search", doc = "an array for matchline search")
record ArrayFile(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "how feature vectors become words; needed where the words are floats", standard = "{ kind: sign }")
        Features features,
    @Param(doc = "the array", standard = "{}") ArraySettings array,
    @Param(doc = "who discharges the match lines", standard = "kernel") TargetSettings target) {
  ArrayFile {
    Targets.check(target, array);
  }

  /// What a file says.
  ///
  /// @param file where it is
  /// @param encoder empty where the file names none
  /// @param hash hash of the whole configuration
  record Read(
      Path file,
      long seed,
      Optional<Features> encoder,
      ArraySettings array,
      TargetSettings target,
      String hash) {
    /// The same with another target than the file's.
    ///
    /// @throws InvalidInputException when the array cannot be answered by it
    Read with(TargetSettings other) {
      try {
        Targets.check(other, array);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(file + ": " + e.getMessage());
      }
      return new Read(file, seed, encoder, array, other, hash);
    }
  }

  static Read read(Path file) {
    Document document = Document.read(file);
    if (!document.has("array") && !document.has("features") && !document.has("target")) {
      ArraySettings array = document.bind(ArraySettings.class);
      String text = CanonicalYaml.of(ArraySettings.class, array, document.folder());
      return new Read(file, 1, Optional.empty(), array, new TargetSettings.Kernel(), CanonicalYaml.hash(text));
    }
    ArrayFile config = document.bind(ArrayFile.class);
    String text = CanonicalYaml.of(ArrayFile.class, config, document.folder());
    Optional<Features> encoder = document.has("features") ? Optional.of(config.features) : Optional.empty();
    return new Read(file, config.seed, encoder, config.array, config.target, CanonicalYaml.hash(text));
  }
}
