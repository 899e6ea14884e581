package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path temp;

  private List<String> tree() throws IOException {
    try (var paths = Files.walk(temp)) {
      return paths.filter(Files::isRegularFile).map(p -> temp.relativize(p).toString()).sorted().toList();
    }
  }

  private void write(Path target, String... names) {
    try (OutputFolder folder = OutputFolder.at(target)) {
      for (String name : names) {
        folder.write(name, name);
      }
      folder.commit();
    }
  }

  @Test
  void filesAppearAllAtOnce() throws IOException {
    Path target = temp.resolve("a/out");
    try (OutputFolder folder = OutputFolder.at(target)) {
      folder.write("results.json", "{}");
      assertFalse(Files.exists(target));
      assertEquals(target, folder.commit());
    }
    assertEquals(List.of("a/out/.matchline-result", "a/out/results.json"), tree());
  }

  @Test
  void nothingIsLeftWithoutACommit() throws IOException {
    assertThrows(ArithmeticException.class, () -> {
      try (OutputFolder folder = OutputFolder.at(temp.resolve("out"))) {
        folder.write("plots/a.svg", "x");
        throw new ArithmeticException("the run failed");
      }
    });
    assertEquals(0, temp.toFile().list().length);
  }

  @Test
  void anEarlierResultIsReplacedWhole() throws IOException {
    Path target = temp.resolve("out");
    write(target, "old.csv", "plots/old.svg", "both.json");
    write(target, "both.json", "tables/new.csv");
    assertEquals(List.of("out/.matchline-result", "out/both.json", "out/tables/new.csv"), tree());
    assertFalse(Files.exists(target.resolve("plots")));
    assertEquals("complete\nboth.json\ntables/new.csv\n", Files.readString(target.resolve(OutputFolder.MARKER)));
  }

  @Test
  void anEarlierResultSurvivesAFailure() throws IOException {
    Path target = temp.resolve("out");
    write(target, "results.json");
    try (OutputFolder folder = OutputFolder.at(target)) {
      folder.write("results.json", "half");
    }
    assertEquals(List.of("out/.matchline-result", "out/results.json"), tree());
    assertEquals("results.json", Files.readString(target.resolve("results.json")));
  }

  @Test
  void otherPeoplesFilesAreNeverTouched() throws IOException {
    Path target = temp.resolve("out");
    write(target, "results.json", "plots/a.svg");
    Files.writeString(target.resolve("plots/notes.txt"), "mine");
    Exception e = assertThrows(InvalidInputException.class, () -> OutputFolder.at(target));
    assertTrue(e.getMessage().contains("plots/notes.txt"), e.getMessage());
    Path other = Files.createDirectories(temp.resolve("home"));
    Files.writeString(other.resolve("thesis.tex"), "mine");
    assertThrows(InvalidInputException.class, () -> OutputFolder.at(other));
    assertEquals(5, tree().size());
  }

  @Test
  void filesThatAppearDuringTheRunAreNotTouchedEither() throws IOException {
    Path target = Files.createDirectories(temp.resolve("out"));
    try (OutputFolder folder = OutputFolder.at(target)) {
      folder.write("results.json", "{}");
      Files.writeString(target.resolve("results.json"), "mine");
      assertThrows(InvalidInputException.class, folder::commit);
    }
    assertEquals(List.of("out/results.json"), tree());
    assertEquals("mine", Files.readString(target.resolve("results.json")));
  }

  @Test
  void aMarkerCannotPointElsewhere() throws IOException {
    Path target = Files.createDirectories(temp.resolve("out"));
    Files.writeString(temp.resolve("precious"), "mine");
    Files.writeString(target.resolve(OutputFolder.MARKER), "complete\n../precious\n" + temp + "/precious\n");
    write(target, "results.json");
    assertTrue(Files.exists(temp.resolve("precious")));
  }

  @Test
  void linksToFoldersAreFollowedOnce() throws IOException {
    Path real = Files.createDirectories(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), real);
    Files.writeString(real.resolve("thesis.tex"), "mine");
    assertThrows(InvalidInputException.class, () -> OutputFolder.at(link));
    Files.delete(real.resolve("thesis.tex"));
    write(link, "results.json");
    assertTrue(Files.isSymbolicLink(link) && Files.exists(real.resolve("results.json")));
  }

  @Test
  void unwritablePlacesAreNamedAtOnce() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    for (Path path : List.of(file, file.resolve("out"), Path.of("/proc/matchline/out"))) {
      Exception e = assertThrows(InvalidInputException.class, () -> OutputFolder.at(path));
      assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
    }
  }

  @Test
  void namesStayInsideTheFolder() {
    try (OutputFolder folder = OutputFolder.at(temp.resolve("out"))) {
      folder.write("a", "1");
      for (String name : List.of("a", "../b", "/b", "", ".matchline-result", "c/../../d")) {
        assertThrows(IllegalArgumentException.class, () -> folder.write(name, "2"), name);
      }
    }
  }

  /// A process of its own is ended by a signal in the middle of its run.
  @Test
  void anInterruptLeavesNothing() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"),
        Hanging.class.getName(), temp.resolve("out").toString()).redirectErrorStream(true).start();
    try (var reader = process.inputReader()) {
      assertEquals("written", reader.readLine());
      assertEquals(1, temp.toFile().list().length, "the staging folder");
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, temp.toFile().list().length);
  }

  static final class Hanging {
    public static void main(String[] arguments) throws InterruptedException {
      OutputFolder folder = OutputFolder.at(Path.of(arguments[0]));
      folder.write("plots/a.svg", "x");
      System.out.println("written");
      Thread.sleep(60_000);
    }
  }
}
