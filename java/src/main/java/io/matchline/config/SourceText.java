package io.matchline.config;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Turns a file into text, or says why it is none.
final class SourceText {
  /// Configurations are written by people; anything longer is another kind of file.
  static final int MAX_BYTES = 1 << 20;

  private SourceText() {}

  /// @throws InvalidInputException when the file is missing, too large or not UTF-8
  static String read(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": is a folder; a YAML file is needed");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InvalidInputException(
            file + ": is larger than " + MAX_BYTES + " bytes, the maximum of a configuration");
      }
      return decode(file.toString(), bytes);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(file + ": is not readable");
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static String decode(String name, byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & bytes[1] & 0xfe) == 0xfe && bytes[0] != bytes[1]) {
      throw new InvalidInputException(name + ":1: the text is UTF-16; save it as UTF-8");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      String value = "0x%02x".formatted(bytes[in.position()] & 0xff);
      throw new InvalidInputException(
          name + ":" + line(bytes, in.position()) + ": the byte " + value + " is not UTF-8; save the file as UTF-8");
    }
  }

  private static int line(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
