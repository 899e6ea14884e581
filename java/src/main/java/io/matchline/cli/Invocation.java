package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.report.Provenance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// One run of a command.
///
/// @param arguments what was asked for
/// @param out where results go without `--out`
/// @param err where messages and progress go
record Invocation(Arguments arguments, PrintStream out, PrintStream err) {
  /// Writes results.
  @FunctionalInterface
  interface Results {
    void writeTo(Writer writer) throws IOException;
  }

  /// Sends results to `--out` or, without it, to standard output.
  void write(Results results) {
    Optional<Path> file = arguments.path(Common.OUT);
    if (file.isPresent()) {
      ResultFile.write(file.get(), results);
      return;
    }
    try {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      results.writeTo(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a CSV result says about itself in its first comment line.
  static String provenance(Kernels kernels) {
    return "matchline %s, backend %s, level %s"
        .formatted(Provenance.programVersion(), kernels.backend().key(), kernels.level().key());
  }

  /// The same for a result that a configuration and a seed decide.
  static String provenance(Kernels kernels, String configHash, long seed) {
    return "%s, config %s, seed %d".formatted(provenance(kernels), configHash.substring(0, 12), seed);
  }
}
