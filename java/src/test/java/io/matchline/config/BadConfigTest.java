package io.matchline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of the corpus fails with exactly the message recorded beside it.
class BadConfigTest {
  private static final int FILES = 84;

  static List<Path> files() throws IOException, URISyntaxException {
    URL folder = BadConfigTest.class.getResource("/bad/config");
    try (Stream<Path> all = Files.list(Path.of(folder.toURI()))) {
      return all.filter(file -> file.toString().endsWith("-bad.yaml")).sorted().toList();
    }
  }

  @Test
  void theCorpusIsComplete() throws IOException, URISyntaxException {
    assertEquals(FILES, files().size());
  }

  @ParameterizedTest
  @MethodSource("files")
  void failsWithItsRecordedMessage(Path file) throws IOException {
    String expected = Files.readString(Path.of(file.toString().replace(".yaml", ".txt")));
    InvalidInputException fault =
        assertThrows(InvalidInputException.class, () -> Document.read(file).variants(Bench.class));
    assertEquals(expected.strip(), fault.getMessage().replace(file.getParent() + "/", ""));
  }
}
