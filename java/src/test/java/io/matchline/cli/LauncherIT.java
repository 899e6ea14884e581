package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script, on the jar that has just been packaged.
class LauncherIT {
  private static final Path LAUNCHER = Path.of("../matchline").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void versionIsThatOfTheBuild() throws Exception {
    Cli cli = launch(LAUNCHER, "--version");
    assertTrue(cli.out().matches("matchline \\d+\\.\\d+\\.\\d+\\S*\n"), cli.out());
    assertEquals(new Cli(0, cli.out(), ""), cli);
  }

  @Test
  void infoRunsTheNativeKernels() throws Exception {
    Cli cli = launch(LAUNCHER, "info", "--json");
    assertEquals("", cli.err());
    assertEquals(new JsonValue.Text("ffm"), ((JsonValue.Fields) JsonReader.read(cli.out())).get("backend"));
  }

  @Test
  void dischargeFromAnotherFolderThroughALink() throws Exception {
    Path work = Files.createDirectories(folder.resolve("a folder"));
    Files.writeString(work.resolve("línea 1.csv"), CommandsTest.CASES);
    Path link = Files.createSymbolicLink(work.resolve("linked matchline"), LAUNCHER);
    Cli cli = launch(link, "discharge", "línea 1.csv", "--level", "lumped", "--out", "out 1.csv");
    assertEquals(new Cli(0, "", ""), cli);
    assertEquals(7, Files.readAllLines(work.resolve("out 1.csv")).size());
  }

  @Test
  void shippedModelsAreFound() throws Exception {
    Cli cli = launch(LAUNCHER, "validate");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("match-line-linear"), cli.out());
  }

  @Test
  void misuseEndsWithOne() throws Exception {
    Cli cli = launch(LAUNCHER, "infos");
    assertEquals(new Cli(1, "", "matchline: unknown command infos; did you mean info?\nsee: matchline --help\n"), cli);
  }

  /// Without a locale in the environment, as in many containers.
  private Cli launch(Path launcher, String... args) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(List.of(args));
    Path work = Files.exists(folder.resolve("a folder")) ? folder.resolve("a folder") : folder;
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(words).directory(work.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    List.of("LANG", "LC_ALL", "LC_CTYPE", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int code = builder.start().waitFor();
    Cli cli = new Cli(code, Files.readString(out), Files.readString(err));
    assertFalse(cli.err().contains("building"), "the jar was not fresh: " + cli.err());
    return cli;
  }
}
