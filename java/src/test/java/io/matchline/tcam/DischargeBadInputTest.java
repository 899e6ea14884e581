package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `bad/discharge` is refused with the message recorded beside it.
class DischargeBadInputTest {
  private static final Path CORPUS = Path.of("src/test/resources/bad/discharge");

  static List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(CORPUS)) {
      return entries.filter(p -> p.toString().endsWith(".csv")).sorted().toList();
    }
  }

  @Test
  void theCorpusIsComplete() throws IOException {
    assertEquals(32, files().size());
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedWithItsMessage(Path file) throws IOException {
    Path recorded = CORPUS.resolve(file.getFileName().toString().replace(".csv", ".txt"));
    Level level = file.getFileName().toString().startsWith("table-") ? Level.LADDER_TABLE : Level.LADDER;
    var problem = assertThrows(InvalidInputException.class, () -> DischargeCases.read(file, level));
    assertEquals(Files.readString(recorded).stripTrailing(), problem.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = CORPUS.resolve("not-there.csv");
    var problem = assertThrows(InvalidInputException.class, () -> DischargeCases.read(file, Level.LADDER));
    assertEquals(file + ": no such file", problem.getMessage());
  }
}
