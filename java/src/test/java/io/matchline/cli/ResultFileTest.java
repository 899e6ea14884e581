package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir private Path folder;

  @Test
  void replacesAnEarlierResult() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "a much longer earlier result\n");
    ResultFile.write(file, writer -> writer.write("Ω\n"));
    assertEquals("Ω\n", Files.readString(file));
    assertEquals(List.of(file), content());
  }

  @Test
  void followsALink() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file.getFileName());
    ResultFile.write(link, writer -> writer.write("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void failureKeepsTheEarlierResult() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "old");
    assertThrows(IllegalStateException.class, () -> ResultFile.write(file, writer -> {
      writer.write("half a res");
      throw new IllegalStateException();
    }));
    assertThrows(InvalidInputException.class, () -> ResultFile.write(file, writer -> {
      throw new IOException("No space left on device");
    }));
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> ResultFile.write(file, writer -> {
      throw new UncheckedIOException(new IOException("No space left on device"));
    }));
    assertEquals(file + ": cannot be written: No space left on device", e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), content());
  }

  @Test
  void writesToADevice() {
    ResultFile.write(Path.of("/dev/null"), writer -> writer.write("away"));
    assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
  }

  private List<Path> content() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
