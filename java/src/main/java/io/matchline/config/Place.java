package io.matchline.config;

/// Where a value was written.
///
/// @param source file name as the user gave it, or the command-line option
/// @param line from 1; 0 where there are no lines
record Place(String source, int line) {
  /// `omniglot.yaml:14`, the way compilers and editors write it.
  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
