package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  static final String CASES = """
      id,pattern,wire_capacitance_f,cell_capacitance_f,near_capacitance_f,g_on_s,g_off_s,precharge_v,times_s,levels_v
      one,10,0,1e-15,0,1e-4,0,1,0 1e-11,0.5
      none,00,0,1e-15,0,1e-4,0,1,1e-11,0.5
      """;

  @TempDir private Path folder;

  /// Lumped: V = exp(−t·G/C) with G/C = 1e-4 / 2e-15 = 5e10 per second.
  @Test
  void dischargePrintsEveryAnswer() throws IOException {
    Path cases = Files.writeString(folder.resolve("cases.csv"), CASES);
    Cli cli = Cli.run("discharge", cases.toString(), "--level", "lumped", "--backend", "java");
    assertEquals(0, cli.code(), cli.err());
    List<String> lines = cli.out().lines().toList();
    assertTrue(lines.get(0).matches("# matchline \\S+, backend java, level scalar, model lumped"), lines.get(0));
    assertEquals("id,quantity,at,value", lines.get(1));
    assertEquals("one,voltage_v,0.0,1.0", lines.get(2));
    assertEquals(Math.exp(-0.5), value(lines.get(3), "one,voltage_v,1.0E-11,"), 1e-15);
    assertEquals(Math.log(2) / 5e10, value(lines.get(4), "one,crossing_s,0.5,"), 1e-25);
    assertEquals(List.of("none,voltage_v,1.0E-11,1.0", "none,crossing_s,0.5,never"), lines.subList(5, 7));
    assertEquals(7, lines.size());
  }

  @Test
  void dischargeIsTheSameOnEveryBackend() throws IOException {
    Path cases = Files.writeString(folder.resolve("cases.csv"), CASES);
    Set<List<String>> results = new HashSet<>();
    for (String backend : List.of("ffm", "jna", "java")) {
      Path out = folder.resolve(backend + ".csv");
      Cli cli = Cli.run(
          "discharge", cases.toString(), "--level", "lumped", "--backend", backend, "--out", out.toString());
      assertEquals(new Cli(0, "", ""), cli);
      results.add(Files.readAllLines(out).subList(1, 7));
    }
    assertEquals(1, results.size());
  }

  @Test
  void runRecordsItsWholeCommandLine() throws IOException {
    Path file = folder.resolve("tiny.yaml");
    Files.writeString(file, "experiment: few-shot-search\ndata: { set: glyphs, ways: 2, episodes: 2 }\n");
    Path out = folder.resolve("out");
    List<String> words = List.of("run", file.toString(), "--out", out.toString(), "--seed", "7", "--threads", "1");
    Cli cli = Cli.run(words.toArray(String[]::new));
    assertEquals(0, cli.code(), cli.err());
    JsonValue.Fields results = (JsonValue.Fields) JsonReader.read(Files.readString(out.resolve("results.json")));
    assertEquals(JsonValue.of(words), ((JsonValue.Fields) results.get("provenance")).get("command_line"));
  }

  @Test
  void operandMayBeginWithADash() {
    Cli cli = Cli.run("discharge", "--", "-missing.csv");
    assertTrue(cli.err().contains("CASES.csv = -missing.csv does not exist"), cli.err());
  }

  @Test
  void benchReportsAThroughput() {
    for (String mode : List.of("all", "top1", "topk", "threshold")) {
      Cli cli = Cli.run("bench", "search", "--rows", "70", "--bits", "33", "--queries", "3", "--ternary", "--json",
          "--time", "0.05", "--mode", mode);
      assertEquals(0, cli.code(), cli.err());
      JsonValue.Fields facts = (JsonValue.Fields) JsonReader.read(cli.out());
      double compares = facts.get("rows_per_second").asDouble() * facts.get("seconds").asDouble();
      assertEquals(210, compares, 1e-9);
      assertEquals(33, facts.get("cells_per_second").asDouble() / facts.get("rows_per_second").asDouble(), 1e-9);
      assertEquals(new JsonValue.Text("ffm"), facts.get("backend"));
      assertTrue(facts.values().containsKey("level"));
    }
  }

  @Test
  void dataListsEverySet() {
    Cli cli = Cli.run("data", "list");
    assertEquals(Cli.run("data"), cli);
    assertTrue(cli.out().contains("\nomniglot ") && cli.out().contains("\nmnist "), cli.out());
  }

  @Test
  void devicesExplainEveryModel() {
    List<String> names = Cli.run("devices").out().lines().map(line -> line.split(" ")[0]).toList();
    assertTrue(names.containsAll(List.of("ohmic", "rram-hfo2", "table", "pcm", "measured", "stanford")), names.toString());
    for (String name : names) {
      Cli cli = Cli.run("devices", name);
      assertEquals(0, cli.code(), cli.err());
      long blocks = cli.out().lines().filter(line -> line.matches("(model|law): " + name)).count();
      assertEquals(names.stream().filter(name::equals).count(), blocks, cli.out());
    }
    String rram = Cli.run("devices", "rram-hfo2").out();
    assertTrue(rram.contains("lrs") && rram.contains("5 kΩ … 20 kΩ") && rram.contains("Milo et al."), rram);
    assertTrue(rram.contains("50 µS … 225 µS") && rram.contains("standard 225 µS"), rram);
  }

  @Test
  void validateComparesTheShippedModels() throws IOException {
    Cli cli = Cli.run("validate", "match-line-linear", "--models", "../spice-models");
    assertEquals(0, cli.code(), cli.err());
    assertEquals(2, cli.out().lines().filter(line -> line.contains(" pass  ")).count(), cli.out());
    Path plot = folder.resolve("errors.svg");
    Cli drawn = Cli.run(
        "validate", "match-line-linear", "--models", "../spice-models", "--plot", plot.toString(), "--backend", "java");
    assertEquals(0, drawn.code(), drawn.err());
    String svg = Files.readString(plot);
    assertTrue(svg.startsWith("<svg") || svg.startsWith("<?xml"), svg.substring(0, 80));
    assertTrue(svg.contains("match-line-linear voltage_v") && svg.contains("match-line-linear crossing_s"), svg);
    Cli unknown = Cli.run("validate", "match-line-lineal", "--models", "../spice-models");
    assertEquals(1, unknown.code());
    assertTrue(unknown.err().contains("match-line-linear"), unknown.err());
  }

  @Test
  void validateFailsWhenATableDisagrees() throws IOException {
    Path model = Files.createDirectories(folder.resolve("models/wrong"));
    Path shipped = Path.of("../spice-models/match-line-linear");
    Files.copy(shipped.resolve("cases.csv"), model.resolve("cases.csv"));
    Files.copy(shipped.resolve("table.csv"), model.resolve("table.csv"));
    String metadata = Files.readString(shipped.resolve("model.yaml"));
    Files.writeString(model.resolve("model.yaml"), metadata.replaceAll("tolerance: [^ ]+", "tolerance: 1e-12"));
    Cli cli = Cli.run("validate", "--models", folder.resolve("models").toString());
    assertEquals(1, cli.code());
    assertTrue(cli.out().contains(" FAIL"), cli.out());
    assertTrue(cli.err().startsWith("wrong: ladder "), cli.err());
  }

  @Test
  void exportWritesANetlist() throws IOException {
    String wired = CASES.replaceFirst("pattern,", "sense,pattern,wire_resistance_ohm,");
    wired = wired.replace("one,10,", "one,near,10,5,").replace("none,00,", "none,near,00,5,");
    Path cases = Files.writeString(folder.resolve("cases.csv"), wired);
    Cli both = Cli.run("spice", "export", cases.toString());
    assertEquals(0, both.code(), both.err());
    assertTrue(both.out().contains(".save v(n0_0) v(n1_0)") && both.out().endsWith(".end\n"), both.out());
    Cli one = Cli.run("spice", "export", cases.toString(), "--case", "none", "--end", "2e-9");
    assertTrue(one.out().contains(".save v(n0_0)\n") && one.out().contains(" 2.0E-9 "), one.out());
    Cli unknown = Cli.run("spice", "export", cases.toString(), "--case", "nome");
    assertTrue(unknown.err().contains("did you mean none?"), unknown.err());
  }

  @Test
  void searchRunsOnTheArrayOfAConfiguration() throws IOException {
    String words = Files.writeString(folder.resolve("words.txt"), "00000000\n00001111\n").toString();
    for (String level : List.of("ideal", "ladder")) {
      String config = Files.writeString(folder.resolve(level + ".yaml"), "level: " + level + "\n").toString();
      Cli cli = Cli.run("search", "--config", config, "--stored", words, "--queries", words);
      assertEquals(0, cli.code(), cli.err());
      List<String> lines = cli.out().lines().toList();
      assertEquals("query,rank,row,distance,voltage_v,time_s,tied", lines.get(1));
      assertTrue(lines.get(2).startsWith("0,1,0,0,") && lines.get(3).startsWith("1,1,1,0,"), cli.out());
    }
  }

  private static double value(String line, String beginning) {
    assertTrue(line.startsWith(beginning), line);
    return Double.parseDouble(line.substring(beginning.length()));
  }
}
