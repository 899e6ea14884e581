package io.matchline.spice;

import java.nio.file.Path;

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
}
