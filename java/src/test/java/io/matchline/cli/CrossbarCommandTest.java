package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NodalOracle;
import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.device.CellStates;
import io.matchline.device.SinhCurrent;
import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossbarCommandTest {
  @TempDir private Path folder;
  private String conductances;
  private String inputs;

  @BeforeEach
  void files() throws IOException {
    conductances = text("g.csv", "\ufeff# S\n1e-4, 2e-4,3E-4\r\n\n+.5e-4,0,1.e-4\n");
    inputs = text("v.csv", "1,0\n0.5,-2\n");
  }

  private String text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private Cli crossbar(String... options) {
    List<String> words = new ArrayList<>(List.of("crossbar", "--conductances", conductances, "--inputs", inputs));
    words.addAll(List.of(options));
    return Cli.run(words.toArray(String[]::new));
  }

  private static double[][] currents(String csv) {
    return csv.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  /// I = Gᵀ·V.
  @Test
  void noResistanceIsAnIdealWire() {
    Cli cli = crossbar();
    assertEquals(0, cli.code(), cli.err());
    assertEquals("", cli.err());
    String first = cli.out().lines().findFirst().orElseThrow();
    assertTrue(first.matches(
        "# matchline \\S+, backend ffm, level \\S+, tolerance 1e-9, residual \\S+e-16, iterations 0"), first);
    double[][] currents = currents(cli.out());
    assertEquals(2, currents.length);
    assertArrayEquals(new double[] {1e-4, 2e-4, 3e-4}, currents[0], 1e-18);
    assertArrayEquals(new double[] {-0.5e-4, 1e-4, -0.5e-4}, currents[1], 1e-18);
  }

  @Test
  void everyResistanceCounts() {
    conductances = folder.resolve("g.npy").toString();
    inputs = folder.resolve("v.npy").toString();
    Npy.write(folder.resolve("g.npy"), NpyArray.of(new double[] {1e-3}, 1, 1));
    Npy.write(folder.resolve("v.npy"), NpyArray.of(new float[] {0.5f, 1}, 2, 1));
    Cli cli = crossbar("--row-resistance", "2", "--column-resistance", "3 Ω", "--driver-resistance", "0.1k", "--sense-resistance", "50Ω");
    assertEquals(1, cli.code());
    cli = crossbar(
        "--row-resistance", "2", "--column-resistance", "3 Ω", "--driver-resistance", "0.1kΩ", "--sense-resistance", "50");
    assertEquals(0, cli.code(), cli.err());
    double ohm = 2 + 3 + 100 + 50 + 1000;
    assertArrayEquals(new double[] {0.5 / ohm}, currents(cli.out())[0], 1e-18);
    assertArrayEquals(new double[] {1 / ohm}, currents(cli.out())[1], 1e-18);
  }

  /// Sources at the other end of the rows are a mirrored array.
  @Test
  void theEndsAreWhereTheyAreSaidToBe() throws IOException {
    Cli last = crossbar("--row-resistance", "500", "--column-resistance", "300", "--driver-end", "last", "--sense-end", "first");
    conductances = text("mirrored.csv", "1e-4,0,.5e-4\n3e-4,2e-4,1e-4\n");
    inputs = text("turned.csv", "0,1\n-2,0.5\n");
    Cli first = crossbar("--row-resistance", "500", "--column-resistance", "300");
    double[][] expected = currents(first.out());
    double[][] actual = currents(last.out());
    for (int v = 0; v < 2; v++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(expected[v][2 - j], actual[v][j], 1e-12);
      }
    }
    assertTrue(Math.abs(actual[0][2] - 3e-4) > 2e-5, last.out());
  }

  @Test
  void everyBackendGivesTheSameBytes() throws IOException {
    double[] values = new Random(1).doubles(40 * 33, 0, 1e-4).toArray();
    conductances = folder.resolve("g.npy").toString();
    Npy.write(folder.resolve("g.npy"), NpyArray.of(values, 40, 33));
    inputs = folder.resolve("v.npy").toString();
    Npy.write(folder.resolve("v.npy"), NpyArray.of(new Random(2).doubles(11 * 40).toArray(), 11, 40));
    Set<List<String>> results = new HashSet<>();
    for (String backend : List.of("ffm", "jna", "java")) {
      for (String threads : List.of("1", "2")) {
        Path out = folder.resolve(backend + threads + ".csv");
        Cli cli = crossbar("--row-resistance=2", "--column-resistance=2", "--backend", backend, "--threads", threads, "--out", out.toString());
        assertEquals(new Cli(0, "", ""), cli);
        results.add(Files.readAllLines(out).subList(1, 12));
      }
    }
    assertEquals(1, results.size());
  }

  @Test
  void jsonHasTheTime() throws IOException {
    Path out = folder.resolve("i.csv");
    Cli cli = crossbar(
        "--row-resistance=500", "--column-resistance=500", "--json", "--measure-time=0.05", "--out", out.toString());
    assertEquals(0, cli.code(), cli.err());
    JsonValue.Fields facts = (JsonValue.Fields) JsonReader.read(cli.out());
    assertTrue(facts.get("seconds").asDouble() > 0);
    assertTrue(facts.get("iterations").asDouble() >= 1);
    assertTrue(facts.get("residual").asDouble() <= 1e-9);
    assertEquals(new JsonValue.Text("ffm"), facts.get("backend"));
    assertTrue(facts.values().containsKey("level"));
    assertEquals(2, currents(Files.readString(out)).length);
    Cli alone = crossbar("--json", "--measure-time", "0.05");
    assertFalse(alone.out().contains("#"), alone.out());
  }

  /// One cell behind R = 2 kΩ and C at its row: u rises with exp(−t·(1/R + G)/C) and the column carries G·u.
  @Test
  void aBlockPerTime() throws IOException {
    conductances = text("one.csv", "1e-3\n");
    inputs = text("step.csv", "1\n-0.5\n");
    Cli cli = crossbar("--driver-resistance", "2000", "--row-capacitance", "3fF", "--times", " 0 2e-12\t5ps 1e-9 ");
    assertEquals(0, cli.code(), cli.err());
    List<String> marks = cli.out().lines().filter(line -> line.startsWith("# time_s=")).toList();
    assertEquals(List.of("# time_s=0.0", "# time_s=2.0E-12", "# time_s=5.0E-12", "# time_s=1.0E-9"), marks);
    double[][] currents = currents(cli.out());
    double[] timesS = {0, 2e-12, 5e-12, 1e-9};
    for (int t = 0; t < timesS.length; t++) {
      double current = 1e-3 / 3 * -Math.expm1(-timesS[t] * 1.5e-3 / 3e-15);
      assertEquals(current, currents[2 * t][0], 1e-6 * 1e-3);
      assertEquals(-0.5 * current, currents[2 * t + 1][0], 1e-6 * 1e-3);
    }
  }

  /// The currents of a dense nodal analysis with Newton steps, on every backend and number of threads.
  @Test
  void aLawBendsTheCurrents() throws IOException {
    conductances = text("g.csv", "1e-6,2e-5,9e-5\n5e-5,5e-7,4e-5\n");
    inputs = text("v.csv", "0.4,-0.2\n0.1,0.3\n");
    String law = text("law.yaml", "law: sinh\nvoltage: 300 mV\n");
    CellStates cells = CellStates.of(
        new SinhCurrent(61.4e-6, 0.3, 0.2751e-9, 5e-9, 3.3e-9, 4.9e-9), 2, 3, new double[] {1e-6, 2e-5, 9e-5, 5e-5, 5e-7, 4e-5});
    NodalOracle oracle = new NodalOracle(CrossbarWires.resistive(100, 200, 1000, 0), 2, 3);
    Set<String> results = new HashSet<>();
    for (String backend : List.of("ffm", "java")) {
      Cli cli = crossbar("--row-resistance", "100", "--column-resistance", "200", "--driver-resistance", "1 kΩ",
          "--law", law, "--backend", backend, "--threads", backend.equals("ffm") ? "1" : "2");
      assertEquals(0, cli.code(), cli.err());
      results.add(cli.out().lines().skip(1).toList().toString());
      double[][] currents = currents(cli.out());
      assertEquals(2, currents.length);
      assertArrayEquals(oracle.solve(new double[] {0.4, -0.2}, cells, 30).columnA(), currents[0], 1e-13);
      assertArrayEquals(oracle.solve(new double[] {0.1, 0.3}, cells, 30).columnA(), currents[1], 1e-13);
    }
    assertEquals(1, results.size());
    Cli linear = crossbar("--row-resistance", "100", "--column-resistance", "200", "--driver-resistance", "1 kΩ");
    Cli ohmic = crossbar("--row-resistance", "100", "--column-resistance", "200", "--driver-resistance", "1 kΩ",
        "--law", text("ohmic.yaml", "law: ohmic\n"));
    assertArrayEquals(currents(linear.out())[0], currents(ohmic.out())[0], 1e-13);
  }
}
