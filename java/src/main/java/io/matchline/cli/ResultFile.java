package io.matchline.cli;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.matchline.unit.InvalidInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a result file that is either complete or not there.
final class ResultFile {
  private ResultFile() {}

  /// Writes beside the target and moves the finished file over it. A link is followed; a device or pipe is written
  /// directly.
  ///
  /// @throws InvalidInputException when the file system refuses
  static void write(Path file, Invocation.Results results) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        fill(target, results, WRITE);
      } else {
        replace(target, results);
      }
    } catch (UncheckedIOException e) {
      throw new InvalidInputException(file + ": cannot be written: " + reason(e.getCause()));
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be written: " + reason(e));
    }
  }

  private static void replace(Path target, Invocation.Results results) throws IOException {
    Path unfinished = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    unfinished.toFile().deleteOnExit();
    try {
      fill(unfinished, results, WRITE, CREATE_NEW);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void fill(Path file, Invocation.Results results, OpenOption... how) throws IOException {
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file, how), StandardCharsets.UTF_8))) {
      results.writeTo(writer);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
