package io.matchline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The style sheets that lie beside this class as resources.
final class StyleSheets {
  private StyleSheets() {}

  /// Dark colours of plots.
  static String plot() {
    return read("plot.css");
  }

  /// The page of a report.
  static String report() {
    return read("report.css");
  }

  private static String read(String name) {
    try (InputStream in = StyleSheets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource io/matchline/report/" + name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
