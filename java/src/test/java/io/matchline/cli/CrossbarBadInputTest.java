package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of `bad/crossbar` is refused with its message and leaves no file behind. A case is the options, then its
/// files below lines `== NAME` (a `.npy` file as `== NAME SHAPE` with its numbers), then `== message`.
class CrossbarBadInputTest {
  private static final Path CORPUS = Path.of("src/test/resources/bad/crossbar");
  private static final int CASES = 66;

  @TempDir private Path folder;

  static List<Path> cases() throws IOException {
    try (Stream<Path> entries = Files.list(CORPUS)) {
      return entries.sorted().toList();
    }
  }

  @Test
  void theCorpusIsComplete() throws IOException {
    assertEquals(CASES, cases().size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithItsMessage(Path file) throws IOException {
    String[] parts = Files.readString(file).split("(?m)^== ");
    List<String> names = new ArrayList<>();
    String message = "";
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      int end = part.indexOf('\n');
      if (part.startsWith("message\n")) {
        message = part.substring(end + 1);
      } else {
        names.add(write(part.substring(0, end), part.substring(end + 1)));
      }
    }
    Cli cli = run(parts[0].strip());
    assertEquals(message, cli.err().replace(folder + "/", ""));
    assertEquals(Main.INPUT_AT_FAULT, cli.code());
    assertEquals("", cli.out());
    assertEquals(names.stream().sorted().toList(), left());
  }

  private String write(String name, String content) throws IOException {
    String[] words = name.split(" ");
    Path file = folder.resolve(words[0]);
    if (words.length == 1) {
      Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    } else {
      double[] values = content.lines().mapToDouble(Double::parseDouble).toArray();
      Npy.write(file, NpyArray.of(values, Stream.of(words[1].split(",")).mapToInt(Integer::parseInt).toArray()));
    }
    return words[0];
  }

  private Cli run(String options) {
    List<String> words = new ArrayList<>(List.of("crossbar"));
    for (String word : options.split(" +")) {
      words.add(word.matches("\\w+\\.(csv|npy|txt)") ? folder.resolve(word).toString() : word);
    }
    return Cli.run(words.toArray(String[]::new));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
