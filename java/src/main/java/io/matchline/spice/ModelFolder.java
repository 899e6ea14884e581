package io.matchline.spice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder under `spice-models/`: `cases.csv`, what ngspice says about them in `table.csv`, and `model.yaml`.
///
/// @param name the folder's name
/// @param path where it is
public record ModelFolder(String name, Path path) {
  static final String METADATA = "model.yaml";

  static ModelFolder of(Path path) {
    return new ModelFolder(path.getFileName().toString(), path);
  }

  public Path metadata() {
    return path.resolve(METADATA);
  }

  public Path cases() {
    return path.resolve("cases.csv");
  }

  public Path table() {
    return path.resolve("table.csv");
  }

  /// Replaces a file of the folder in one step; an interrupted run leaves the old one.
  static void replace(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      try {
        Files.writeString(fresh, text);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": the file cannot be written", e);
    }
  }
}
