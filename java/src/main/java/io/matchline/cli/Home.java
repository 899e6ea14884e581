package io.matchline.cli;

import java.nio.file.Path;

/// Where the program's own folders are.
final class Home {
  /// System property by which the launcher names its folder.
  private static final String PROPERTY = "matchline.home";

  private Home() {}

  /// The folder of the SPICE models: beside the launcher, or in the current folder without one.
  static Path spiceModels() {
    return Path.of(System.getProperty(PROPERTY, "")).resolve("spice-models");
  }
}
