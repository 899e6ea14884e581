package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `matchline search` on every target, and what goes wrong there.
class SearchTargetTest {
  private static final double TOLERANCE_V = 1e-5;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    write("array.yaml", "array: { device: { model: ohmic, spread: 20 % }, tile: { columns: 16 } }");
    write("stored.txt", "0101010101011010\n0101010101010101\n111100001111XXXX\n");
    write("queries.txt", "0101010101010101\n11110000XXXX0000\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Cli run(String... more) {
    List<String> words = new ArrayList<>(List.of(
        "search", "--stored", path("stored.txt"), "--queries", path("queries.txt"), "--top", "3"));
    words.addAll(List.of(more));
    if (!words.contains("--config")) {
      words.addAll(List.of("--config", path("array.yaml")));
    }
    return Cli.run(words.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> lines(String... more) {
    Cli cli = run(more);
    assertEquals(Main.DONE, cli.code(), cli.err());
    return cli.out().lines().toList();
  }

  /// The table without its comment.
  private List<String> hits(String... more) {
    List<String> lines = lines(more);
    return lines.subList(1, lines.size());
  }

  private String message(String... more) {
    Cli cli = run(more);
    assertEquals(Main.INPUT_AT_FAULT, cli.code());
    return cli.err().strip();
  }

  @Test
  void bothWaysToRunNgspiceAgreeWithTheKernels() {
    List<String> kernel = hits();
    List<String> inProcess = hits("--target", "ngspice");
    List<String> subprocess = hits("--target", "ngspice-process");
    assertEquals(7, kernel.size());
    for (int i = 1; i < kernel.size(); i++) {
      String[] ours = kernel.get(i).split(",");
      for (List<String> other : List.of(inProcess, subprocess)) {
        String[] theirs = other.get(i).split(",");
        assertEquals(Double.parseDouble(ours[4]), Double.parseDouble(theirs[4]), TOLERANCE_V);
        ours[4] = theirs[4];
        assertEquals(Arrays.asList(ours), Arrays.asList(theirs));
      }
    }
    assertTrue(lines("--target", "ngspice").getFirst().endsWith(", target ngspice"));
  }

  @Test
  void whatWasRecordedIsReplayedToTheBit() throws IOException {
    List<String> recorded = hits("--target", "ngspice", "--record", path("answers.csv"));
    assertEquals(recorded, hits("--replay", path("answers.csv")));
    write("replay.yaml", "array: { device: { model: ohmic, spread: 20 % }, tile: { columns: 16 } }\n"
        + "target: { kind: replay, table: answers.csv }");
    assertEquals(recorded, hits("--config", path("replay.yaml")));
    List<String> answers = Files.readAllLines(folder.resolve("answers.csv"));
    assertEquals("line,quantity,at,value", answers.get(1));
    assertEquals(2 + 3 * 2, answers.size());
    List<String> kernel = hits("--record", path("kernel.csv"));
    assertEquals(kernel, hits("--replay", path("kernel.csv")));
  }

  @Test
  void anAnswerThatIsNotThereIsNamed() throws IOException {
    hits("--record", path("answers.csv"));
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("answers.csv")));
    String[] gone = lines.removeLast().split(",");
    Files.write(folder.resolve("answers.csv"), lines);
    String message = message("--replay", path("answers.csv"));
    assertTrue(message.startsWith(path("answers.csv") + ": no voltage_v at " + gone[2] + " s for line " + gone[0]), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void everyProblemOfATableIsNamed() throws IOException {
    write("answers.csv", "line,quantity,at,value\nab,voltage,1e-12,0.5\nab,voltage_v,soon,0.5\n"
        + "ab,voltage_v,1,0.5\nab,voltage_v,1,0.6\n");
    assertEquals(
        """
        answers.csv:2: quantity = voltage is neither voltage_v nor crossing_s
        answers.csv:3: at = soon is not a finite number
        answers.csv:5: value = 0.6, but 0.5 earlier in the file for the same question""",
        message("--replay", path("answers.csv")));
  }

  @Test
  void aMissingNgspiceIsNamedOnce() throws IOException {
    write("away.yaml", "target: { kind: ngspice-process, command: ngspice-that-is-not-here }");
    assertEquals(
        "ngspice-that-is-not-here cannot be started: ngspice is not installed or not on the PATH; "
            + "install it with: apt-get install ngspice",
        message("--config", path("away.yaml"), "--out", path("hits.csv")));
    assertFalse(Files.exists(folder.resolve("hits.csv")));
  }

  @Test
  void otherLevelsHaveNoLineToSimulate() throws IOException {
    write("lumped.yaml", "level: lumped\ntile: { columns: 16 }");
    String rule = "target = %s answers for lines with their wires, which is level ladder; the level is lumped";
    assertEquals(
        path("lumped.yaml") + ": " + rule.formatted("ngspice"),
        message("--config", path("lumped.yaml"), "--target", "ngspice"));
    write("both.yaml", "target: ngspice-process\narray: { level: lumped }");
    assertEquals(
        path("both.yaml") + ":1: " + rule.formatted("ngspice-process"), message("--config", path("both.yaml")));
    assertEquals(
        path("lumped.yaml") + ": --record writes answers of level ladder; the level is lumped",
        message("--config", path("lumped.yaml"), "--record", path("answers.csv")));
  }
}
