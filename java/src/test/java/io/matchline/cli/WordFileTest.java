package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.tcam.Cell;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordFileTest {
  private static final int BAD_FILES = 28;
  private static final Cell BITS = new Cell.Resistive2t2r();

  @TempDir private Path folder;

  @Test
  void badFilesFailWithTheirRecordedMessages() throws IOException, URISyntaxException {
    Path bad = Path.of(WordFileTest.class.getResource("/bad/search").toURI());
    List<Path> files;
    try (var entries = Files.list(bad)) {
      files = entries.filter(file -> !file.toString().endsWith(".expected")).sorted().toList();
    }
    assertEquals(BAD_FILES, files.size());
    for (Path file : files) {
      InvalidInputException e = assertThrows(InvalidInputException.class, () -> WordFile.read(file), file::toString);
      String expected = Files.readString(Path.of(file + ".expected"));
      assertEquals(expected, e.getMessage().replace(bad + "/", "") + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "01X1\n1x00\n",
      "0 1 X 1\n1 X 0 0",
      "01 X1\r\n1X 00\r\n",
      "0\t1\tX\t1\n1\tx\t0\t0\n",
      "0,1,X,1\n1,X,0,0\n",
      "0, 1, X, 1\n 1 ,x , 0,0\n",
      "\"0\",\"1\",\"X\",\"1\"\n\"1\",\"X\",\"0\",\"0\"\n",
      "# two words\n\n01X1\n   \n#\n1X00\n\n",
      "\ufeff01X1\n1X00\n"
  })
  void textForms(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("words.csv"), text);
    assertEquals(new SearchWords.Cells(TernaryWords.parse("01X1", "1X00")), WordFile.read(file));
  }

  @Test
  void wideWordsKeepEveryCell() throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 3; row++) {
      random.ints(1000, 0, 3).forEach(cell -> text.append("01X".charAt(cell)));
      text.append('\n');
    }
    Path file = Files.writeString(folder.resolve("words.txt"), text);
    TernaryWords words = (TernaryWords) ((SearchWords.Cells) WordFile.read(file)).words();
    for (int row = 0; row < 3; row++) {
      assertEquals(text.toString().lines().toList().get(row), words.text(row));
    }
  }

  @Test
  void widestWord() throws IOException {
    Path file = Files.writeString(folder.resolve("words.txt"), "0".repeat(65520));
    assertEquals(65520, WordFile.read(file).columns());
    Files.writeString(file, "0".repeat(65521));
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> WordFile.read(file));
    assertEquals(file + ":1: 65521 cells are above the maximum of 65520", e.getMessage());
  }

  @Test
  void arraysOfBits() {
    Path file = folder.resolve("words.npy");
    SearchWords expected = new SearchWords.Cells(TernaryWords.parse("011", "100"));
    byte[] bits = {0, 1, 1, 1, 0, 0};
    Npy.write(file, new NpyArray(NpyArray.Type.BOOL, new int[] {2, 3}, ByteBuffer.wrap(bits)));
    assertEquals(expected, WordFile.read(file));
    Npy.write(file, new NpyArray(NpyArray.Type.U1, new int[] {2, 3}, ByteBuffer.wrap(bits)));
    assertEquals(expected, WordFile.read(file));
    Npy.write(file, NpyArray.of(new int[] {0, 1, 1, 1, 0, 0}, 2, 3));
    assertEquals(expected, WordFile.read(file));
  }

  @Test
  void arraysOfFloats() {
    Path file = folder.resolve("features.npy");
    Npy.write(file, NpyArray.of(new float[] {0.5f, -1, 2, 3}, 2, 2));
    SearchWords.Features features = (SearchWords.Features) WordFile.read(file);
    assertEquals(2, features.rows());
    assertEquals(2, features.columns());
    assertArrayEquals(new double[] {0.5, -1, 2, 3}, features.values());
  }

  @Test
  void bothFilesAreReportedAtOnce() throws IOException {
    Path stored = Files.writeString(folder.resolve("s.txt"), "012\n");
    Path queries = Files.writeString(folder.resolve("q.txt"), "01?\n");
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> SearchCommand.read(stored, queries, BITS, false));
    assertEquals(2, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void widthsMustAgree() throws IOException {
    Path stored = Files.writeString(folder.resolve("s.txt"), "0101\n");
    Path queries = Files.writeString(folder.resolve("q.txt"), "011\n");
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> SearchCommand.read(stored, queries, BITS, false));
    assertEquals(queries + ": words of 3 cells, those of " + stored + " have 4", e.getMessage());
    Path floats = folder.resolve("q.npy");
    Npy.write(floats, NpyArray.of(new double[4], 1, 4));
    e = assertThrows(InvalidInputException.class, () -> SearchCommand.read(stored, floats, BITS, false));
    assertTrue(e.getMessage().contains("floats and cells do not go together"), e.getMessage());
  }
}
