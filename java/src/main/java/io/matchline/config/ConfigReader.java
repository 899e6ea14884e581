package io.matchline.config;

import java.nio.file.Path;

/// Reads a YAML configuration into records that carry {@link io.matchline.unit.Param} annotations.
public final class ConfigReader {
  private ConfigReader() {}

  /// @param type a record, or a sealed interface of records marked with {@link io.matchline.unit.Variants}
  /// @throws io.matchline.unit.InvalidInputException with every problem of the file, one per line, each beginning with
  ///     `file:line: `
  public static <T> T read(Path file, Class<T> type) {
    return Document.read(file).bind(type);
  }

  /// As {@link #read(Path, Class)}, from text.
  ///
  /// @param name stands before the line number in messages
  public static <T> T read(String name, String text, Class<T> type) {
    return Document.of(name, text).bind(type);
  }
}
