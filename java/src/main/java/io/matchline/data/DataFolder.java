package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folder with the data sets, named by the environment variable {@value #VARIABLE}.
///
/// @param root the folder, or empty where the variable is not set
public record DataFolder(Optional<Path> root) {
  public static final String VARIABLE = "MATCHLINE_DATA";

  /// The folder that an environment, usually {@link System#getenv()}, names.
  public static DataFolder of(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "");
    return new DataFolder(value.isBlank() ? Optional.empty() : Optional.of(Path.of(value)));
  }

  /// The path of a data file.
  ///
  /// @param set the name that `matchline data fetch` knows, for example `omniglot`
  /// @param file path under the folder, for example `omniglot/all_runs.zip`
  /// @throws InvalidInputException when it is not there; the message says what to set or fetch
  public Path file(String set, String file) {
    if (root.isEmpty()) {
      throw new InvalidInputException(
          "%s is needed, but %s is not set: set it to a folder and run `matchline data fetch %s`"
              .formatted(file, VARIABLE, set));
    }
    Path path = root.get().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "%s: no such file (%s = %s); run `matchline data fetch %s`".formatted(path, VARIABLE, root.get(), set));
    }
    return path;
  }
}
