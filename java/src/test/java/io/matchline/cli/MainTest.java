package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import io.matchline.report.Provenance;
import io.matchline.unit.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "help", "help --help", "--debug --help"})
  void overviewListsEveryCommand(String line) {
    Cli cli = Cli.run(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(Main.DONE, cli.code());
    assertEquals("", cli.err());
    for (Command command : Commands.ALL) {
      assertTrue(cli.out().contains("\n  " + command.description().name() + " "), command.description().name());
    }
  }

  @Test
  void versionIsOneLine() {
    assertEquals(new Cli(0, "matchline " + Provenance.programVersion() + "\n", ""), Cli.run("--version"));
  }

  @Test
  void everyCommandExplainsItself() {
    for (Command command : Commands.ALL) {
      Description d = command.description();
      Cli cli = Cli.run((d.name() + " --help").split(" "));
      assertEquals(new Cli(0, cli.out(), ""), cli);
      assertEquals(cli, Cli.run(("help " + d.name()).split(" ")));
      assertTrue(cli.out().contains("\nexample: matchline " + d.name()), d.name());
      d.options().forEach(option -> assertTrue(cli.out().contains("\n  " + option.usage() + " "), option.name()));
      d.operands().forEach(operand -> assertTrue(cli.out().contains("\n  " + operand.name() + " "), operand.name()));
      assertTrue(cli.out().lines().allMatch(line -> line.length() <= 100), d.name() + ": a line is too wide");
    }
  }

  /// The example of a help page is a command line that its own parser takes, up to the files it names.
  @Test
  void examplesParse() {
    for (Command command : Commands.ALL) {
      List<String> words = List.of(command.description().example().split(" "));
      try {
        Arguments.parse(command, words.subList(1 + Commands.words(command).size(), words.size()));
      } catch (InvalidInputException e) {
        List<String> lines = e.getMessage().lines().toList();
        assertTrue(lines.stream().limit(lines.size() - 1).allMatch(s -> s.endsWith("does not exist")), e.getMessage());
      }
    }
  }

  @Test
  void familyListsItsCommands() {
    Cli cli = Cli.run("help", "spice");
    assertEquals(cli, Cli.run("spice", "--help"));
    assertTrue(cli.out().contains("spice export ") && cli.out().contains("spice regenerate "));
  }

  @Test
  void infoNamesVersionBackendAndLevel() {
    Cli json = Cli.run("info", "--json");
    JsonValue.Fields facts = (JsonValue.Fields) JsonReader.read(json.out());
    for (String key : new String[] {"version", "backend", "level", "level_cap", "native_library", "threads", "cpu",
        "jdk", "os", "data_folder"}) {
      assertTrue(facts.values().containsKey(key), key);
    }
    assertEquals("", json.err());
    String text = Cli.run("info").out();
    facts.values().keySet().forEach(key -> assertTrue(text.contains(key + " "), key));
  }

  @Test
  void failureOfOursIsShortUnlessDebugged() {
    Cli plain = failing(new IllegalStateException("unexpected"), "info");
    assertEquals(Main.PROGRAM_AT_FAULT, plain.code());
    assertEquals(2, plain.err().lines().count(), plain.err());
    assertTrue(plain.err().contains("unexpected") && plain.err().contains("--debug"));
    Cli debug = failing(new IllegalStateException("unexpected"), "info", "--debug");
    assertEquals(Main.PROGRAM_AT_FAULT, debug.code());
    assertTrue(debug.err().contains("\tat io.matchline.cli."), debug.err());
  }

  @Test
  void goneReaderIsQuiet() {
    OutputStream pipe = ClosedStreamException.loud(refusing("Broken pipe"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(new String[] {"--help"}, new PrintStream(pipe), new PrintStream(err));
    assertEquals(Main.BROKEN_PIPE, code);
    assertEquals(0, err.size());
  }

  @Test
  void fullDiskIsReported() {
    OutputStream disk = ClosedStreamException.loud(refusing("No space left on device"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(new String[] {"--help"}, new PrintStream(disk), new PrintStream(err));
    assertEquals(Main.INPUT_AT_FAULT, code);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("No space left on device"));
  }

  private static Cli failing(RuntimeException failure, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream out = new OutputStream() {
      @Override
      public void write(int b) {
        throw failure;
      }
    };
    int code = Main.run(args, new PrintStream(out, true), new PrintStream(err));
    return new Cli(code, "", err.toString(StandardCharsets.UTF_8));
  }

  private static OutputStream refusing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
