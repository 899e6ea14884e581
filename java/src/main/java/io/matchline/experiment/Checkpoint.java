package io.matchline.experiment;

import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/// Finished parts of a run, kept beside the output folder until the run is complete, so that a run that was interrupted
/// goes on where it stopped. A part belongs to one configuration, seed and version by its key.
final class Checkpoint {
  private final Path folder;

  /// @param out the output folder of the run; the parts are in a hidden folder beside it
  /// @param key hash of everything that the results depend on
  Checkpoint(Path out, String key) {
    Path target = out.toAbsolutePath().normalize();
    this.folder = target.resolveSibling("." + target.getFileName() + ".checkpoint-" + key.substring(0, 16));
  }

  /// Where a run kind keeps files of its own; they go with the parts.
  Path folder() {
    return folder;
  }

  Optional<JsonValue.Fields> read(String part) {
    Path file = folder.resolve(part + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of((JsonValue.Fields) JsonReader.read(Files.readString(file)));
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot read this checkpoint (" + e + "); delete " + folder);
    }
  }

  /// Writes a part; one that is there is whole.
  void write(String part, JsonValue.Fields content) {
    try {
      Files.createDirectories(folder);
      Path partial = folder.resolve(part + ".partial");
      Files.writeString(partial, JsonWriter.compact(content));
      Files.move(partial, folder.resolve(part + ".json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot write a checkpoint here (" + e + ")");
    }
  }

  /// Removes all parts.
  void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot remove this checkpoint (" + e + ")");
    }
  }
}
