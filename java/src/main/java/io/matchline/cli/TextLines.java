package io.matchline.cli;

import io.matchline.unit.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Goes through a text file, past empty lines and those that begin with `#`.
final class TextLines {
  private TextLines() {}

  /// Takes one line.
  @FunctionalInterface
  interface Reader {
    /// @param number from 1
    void line(long number, String content);
  }

  /// @throws InvalidInputException when the file cannot be read as UTF-8
  static void read(Path path, Reader reader) {
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      for (long number = 1; line != null; number++, line = lines.readLine()) {
        String content = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (!content.isBlank() && !content.startsWith("#")) {
          reader.line(number, content);
        }
      }
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": the file is not UTF-8 text");
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read: " + e.getMessage());
    }
  }
}
