package io.matchline.cli;

import io.matchline.kernel.Backend;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What `matchline run` was asked for; what is empty, the experiment file decides.
///
/// @param experiment the file
/// @param out folder for the results
record RunRequest(
    Path experiment, Optional<Path> out, OptionalLong seed, OptionalInt threads, Optional<Backend> backend) {
  /// Runs experiments.
  @FunctionalInterface
  interface Runner {
    /// @return the exit code
    int run(RunRequest request);
  }
}
