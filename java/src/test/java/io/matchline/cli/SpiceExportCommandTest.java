package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.spice.Netlist;
import io.matchline.spice.NgspiceRunner;
import io.matchline.spice.OperatingPoint;
import io.matchline.spice.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs ngspice; without it these tests fail and the message says how to install it.
class SpiceExportCommandTest {
  @TempDir private Path folder;
  private String conductances;
  private String inputs;

  @BeforeEach
  void files() throws IOException {
    conductances = text("g.csv", "1e-4,2e-4,3e-4\n5e-5,0,1e-4\n");
    inputs = text("v.csv", "1,0\n0.5,-2\n");
  }

  private String text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private Cli command(String name, String... options) {
    Stream<String> files = Stream.of("--conductances", conductances, "--inputs", inputs);
    return Cli.run(Stream.of(Stream.of(name.split(" ")), files, Stream.of(options))
        .flatMap(words -> words)
        .toArray(String[]::new));
  }

  /// The deck that `spice export` writes and the answer of `crossbar` to the same options.
  @Test
  void ngspiceAnswersAsTheCrossbarCommand() {
    List<String> wires = new ArrayList<>(List.of(
        "--row-resistance", "3", "--column-resistance", "2", "--driver-resistance", "100", "--sense-resistance", "50",
        "--driver-end", "last", "--sense-end", "first"));
    Cli ours = command("crossbar", wires.toArray(String[]::new));
    wires.addAll(List.of("--vector", "1"));
    Cli deck = command("spice export", wires.toArray(String[]::new));
    assertEquals(0, deck.code(), deck.err());
    List<Probe> probes = List.of(new Probe("i(vs0)", 0), new Probe("i(vs1)", 0), new Probe("i(vs2)", 0));
    List<Double> theirs =
        new NgspiceRunner().operatingPoint(new Netlist<>(deck.out(), probes, OperatingPoint.standard()));
    String second = ours.out().lines().toList().getLast();
    double[] currentA = Arrays.stream(second.split(",")).mapToDouble(Double::parseDouble).toArray();
    for (int j = 0; j < currentA.length; j++) {
      assertEquals(theirs.get(j), currentA[j], 1e-9 * 3e-4);
    }
  }

  @Test
  void timesMakeATransient() {
    Cli cli = command(
        "spice export", "--times", "1e-9 3e-9", "--row-capacitance", "1 fF", "--sense-resistance", "1000",
        "--driver-resistance", "500", "--vector", "0");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("\n.tran 1.5E-12 3.0E-9 0 1.5E-12 uic\n"), cli.out());
    assertTrue(cli.out().contains("\nCr0_0 r0 0 1.0E-15\n"), cli.out());
    assertFalse(cli.out().contains("Cc0_0"));
  }

  @Test
  void misuseIsExplained() {
    assertEquals(
        inputs + ": 2 vectors; choose one with --vector", command("spice export").err().strip());
    assertTrue(command("spice export", "--vector", "2").err().contains("--vector = 2 is outside 0 … 1"));
    assertTrue(command("spice export", "--vector", "0", "--times", "0").err().contains("no time above 0 s"));
    assertTrue(command("spice export", "--case", "a").err().contains("--case goes with CASES.csv"));
    assertTrue(Cli.run("spice", "export").err().contains("CASES.csv or both --conductances and --inputs"));
    assertTrue(
        Cli.run("spice", "export", conductances, "--inputs", inputs).err()
            .contains("--inputs goes with --conductances, not with CASES.csv"));
  }
}
