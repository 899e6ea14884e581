package io.matchline.config;

/// A value that one variant of a sweep has.
///
/// @param path dotted, for example `array.level`; several with ` + ` between them
/// @param text the value as it was written
public record Setting(String path, String text) {
  @Override
  public String toString() {
    return path + " = " + text;
  }
}
