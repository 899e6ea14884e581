package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.tcam.RangeWords;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words of states, ranges and values, as files and through the command.
class ValuedTextTest {
  private static final double ANY = Double.POSITIVE_INFINITY;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"# states\n0 7 X\n3 x 2\n", "0, 7,X\n\n3,x,2\n", "\ufeff0\t7\tX\r\n 3 X 2\r\n"})
  void formsOfStates(String text) throws IOException {
    int[][] symbol = ValuedText.states(file("s.txt", text), 8).symbol();
    assertArrayEquals(new int[][] {{0, 7, -1}, {3, -1, 2}}, symbol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1:0.4 :0.3 -0.5: X\n", "100 mV : 400 mV, :0.3, -0.5:, X\n"})
  void formsOfRanges(String text) throws IOException {
    RangeWords words = ValuedText.ranges(file("r.txt", text));
    assertArrayEquals(new double[][] {{0.1, -ANY, -0.5, -ANY}}, words.lowV());
    assertArrayEquals(new double[][] {{0.4, 0.3, ANY, ANY}}, words.highV());
  }

  @Test
  void formsOfValues() throws IOException {
    double[][] values = ValuedText.values(file("v.txt", "0.25 X -1e-1\n")).valueV();
    assertArrayEquals(new double[][] {{0.25, Double.NaN, -0.1}}, values);
  }

  @Test
  void everyProblemOfAFileIsTold() throws IOException {
    Path states = file("s.txt", "0 8 1\n1 -2\n9.5 1 2\n");
    assertEquals(
        """
        s.txt:1: cell 2: '8' is no state; states are 0 … 7 or X
        s.txt:2: 2 cells, line 1 has 3
        s.txt:2: cell 2: '-2' is no state; states are 0 … 7 or X
        s.txt:3: cell 1: '9.5' is no state; states are 0 … 7 or X""",
        fault(() -> ValuedText.states(states, 8)));
    Path ranges = file("r.txt", "0.4:0.1, 0.5\n0:1:2, a:1\n");
    String message = fault(() -> ValuedText.ranges(ranges));
    assertTrue(message.startsWith("""
        r.txt:1: cell 1: '0.4:0.1' falls; the lower end comes first
        r.txt:1: cell 2: '0.5' is no range; ranges are low:high, low:, :high or X
        r.txt:2: cell 1: '0:1:2' is no range; ranges are low:high, low:, :high or X
        r.txt:2: cell 2: a is not a number"""), message);
    assertEquals(4, message.lines().count(), message);
    Path empty = file("e.txt", "# nothing\n");
    assertEquals("e.txt: no words: every line is empty or a comment", fault(() -> ValuedText.values(empty)));
  }

  private String fault(Runnable reading) {
    return assertThrows(InvalidInputException.class, reading::run).getMessage().replace(folder + "/", "");
  }

  @Test
  void arraysAreTheSameWords() throws IOException {
    Path path = folder.resolve("w.npy");
    Npy.write(path, NpyArray.of(new double[] {0.1, 0.4, -ANY, 0.3, -0.5, ANY, -ANY, ANY}, 1, 4, 2));
    RangeWords ranges = ValuedFile.ranges(path);
    RangeWords text = ValuedFile.ranges(file("r.txt", "0.1:0.4 :0.3 -0.5: X\n"));
    assertArrayEquals(text.lowV(), ranges.lowV());
    assertArrayEquals(text.highV(), ranges.highV());
    Npy.write(path, NpyArray.of(new double[] {0.25, Double.NaN}, 1, 2));
    assertArrayEquals(new double[][] {{0.25, Double.NaN}}, ValuedFile.values(path).valueV());
    ByteBuffer states = ByteBuffer.wrap(new byte[] {0, 7, -1, 3, 9, 2});
    Npy.write(path, new NpyArray(NpyArray.Type.I1, new int[] {2, 3}, states));
    assertArrayEquals(new int[][] {{0, 7, -1}, {3, 9, 2}}, ValuedFile.states(path, 10).symbol());
    assertEquals("w.npy[1][1]: 9 is no state; states are 0 … 7, or -1 for X", fault(() -> ValuedFile.states(path, 8)));
    String shape = fault(() -> ValuedFile.ranges(path));
    assertTrue(shape.startsWith("w.npy: shape [2, 3]; [words][cells][2] is needed"), shape);
    Npy.write(path, NpyArray.of(new double[] {0.4, 0.1}, 1, 1, 2));
    assertEquals("w.npy[0][0]: 0.4:0.1 is no range that rises", fault(() -> ValuedFile.ranges(path)));
    Npy.write(path, NpyArray.of(new double[] {1, 2}, 1, 2));
    assertEquals("w.npy: states are integers, the file has floats", fault(() -> ValuedFile.states(path, 8)));
  }

  @Test
  void damagedWords() throws IOException {
    List<byte[]> words = List.of(
        "0 7 X\n3 x 2\n".getBytes(StandardCharsets.UTF_8), "0.1:0.4, :0.3, 1:, X\n".getBytes(StandardCharsets.UTF_8));
    Mutations mutations = new Mutations(5);
    mutations.run(words, 300, folder.resolve("m.txt"), path -> ValuedText.states(path, 8));
    mutations.run(words, 300, folder.resolve("m.txt"), ValuedText::ranges);
    mutations.run(words, 300, folder.resolve("m.txt"), ValuedText::values);
  }

  private Cli search(String config, String stored, String queries, String... options) throws IOException {
    String[] command = {
      "search", "--config", file("array.yaml", config).toString(), "--stored", file("stored.txt", stored).toString(),
      "--queries", file("queries.txt", queries).toString()
    };
    String[] all = Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return Cli.run(all);
  }

  private static List<String> hits(Cli cli) {
    assertEquals(0, cli.code(), cli.err());
    return cli.out().lines().skip(2).toList();
  }

  @Test
  void statesAreRankedByHowFarTheyAre() throws IOException {
    String stored = "0 0 0\n7 7 7\n1 0 X\n";
    assertEquals(
        List.of("0,1,0,0,,,false", "0,2,2,1,,,false", "0,3,1,21,,,false"),
        hits(search("{ cell: MCAM, level: ideal }", stored, "0 0 0\n", "--top", "3")));
    List<String> ladder = hits(search("{ cell: MCAM }", stored, "7 7 6\n"));
    assertTrue(ladder.getFirst().startsWith("0,1,1,"), ladder.toString());
  }

  /// The values lie at least 0.1 V outside where they do, five decades, so that the lines tell it as well.
  @Test
  void exactSearchOfRanges() throws IOException {
    String stored = "0.1:0.4, 0.2:0.9\n0.3:0.6, X\n:0.2, 0.5:\n";
    for (String level : List.of("ideal", "ladder")) {
      Cli cli = search(
          "{ cell: { kind: ACAM, decade: 20 mV }, device: ohmic, level: " + level + " }", stored, "0.35 0.5\n0.15 X\n", "--exact");
      List<String> found =
          hits(cli).stream().map(hit -> hit.split(",")).map(f -> f[0] + " " + f[2]).sorted().toList();
      assertEquals(List.of("0 0", "0 1", "1 0", "1 2"), found, level);
    }
  }

  @Test
  void wordsMustBeThoseOfTheCell() throws IOException {
    Cli cli = search("cell: MCAM\n", "0 9\n", "0 1\n");
    assertEquals(1, cli.code());
    assertTrue(cli.err().contains("stored.txt:1: cell 2: '9' is no state; states are 0 … 7 or X"), cli.err());
    Cli wide = search("cell: MCAM\n", "0 1\n", "0 1 2\n");
    assertTrue(wide.err().contains("words of 3 cells, those of"), wide.err());
  }
}
