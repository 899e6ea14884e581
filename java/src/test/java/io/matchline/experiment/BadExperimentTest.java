package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.config.Document;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every experiment of the corpus fails with exactly the message recorded beside it.
class BadExperimentTest {
  private static final int FILES = 55;

  static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(BadExperimentTest.class.getResource("/bad/experiment").toURI());
    try (Stream<Path> all = Files.list(folder)) {
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
        assertThrows(InvalidInputException.class, () -> Document.read(file).variants(Experiment.class));
    assertEquals(expected.strip(), fault.getMessage().replace(file.getParent() + "/", ""));
  }
}
