package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.tcam.TernaryWords;
import io.matchline.tcam.Trit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  private static final Command SEARCH = new SearchCommand(SearchCommandTest::ideal);

  @TempDir private Path folder;

  private static SearchAnswer ideal(SearchRequest request) {
    return SearchAnswer.of(
        new IdealSearch(request.kernels(), request.workers())
            .search(
                (TernaryWords) ((SearchWords.Cells) request.stored()).words(),
                (TernaryWords) ((SearchWords.Cells) request.queries()).words(),
                request.rule()));
  }

  @Test
  void bestRowWithoutAnOption() throws IOException {
    assertEquals(List.of("0,1,1,0,,,true", "1,1,0,1,,,false"), search());
  }

  @Test
  void topRanksTiesByRow() throws IOException {
    assertEquals(
        List.of("0,1,1,0,,,true", "0,2,2,0,,,true", "0,3,0,1,,,false", "1,1,0,1,,,false", "1,2,1,2,,,true",
            "1,3,2,2,,,true"),
        search("--top", "100"));
  }

  @Test
  void thresholdIsInclusive() throws IOException {
    assertEquals(
        List.of("0,1,1,0,,,true", "0,2,2,0,,,true", "0,3,0,1,,,false", "1,1,0,1,,,false"),
        search("--threshold", "1"));
  }

  @Test
  void exactTakesNoMismatch() throws IOException {
    assertEquals(List.of("0,1,1,0,,,true", "0,2,2,0,,,true"), search("--exact"));
  }

  @Test
  void outTakesTheResults() throws IOException {
    Path out = folder.resolve("r.csv");
    assertEquals(List.of(), search("--exact", "--out", out.toString()));
    assertEquals("query,rank,row,distance,voltage_v,time_s,tied", Files.readAllLines(out).get(1));
    assertEquals(4, Files.readAllLines(out).size());
  }

  /// A winner-take-all circuit tells the row, and no distance by which a threshold could choose.
  @Test
  void aWinnerHasNoDistance() throws IOException {
    Path array = Files.writeString(folder.resolve("array.yaml"), "tile: { columns: 3 }\nsense: { kind: winner }\n");
    Path words = Files.writeString(folder.resolve("words.txt"), "110\n011\n111\n");
    String[] command = {"search", "--config", array.toString(), "--stored", words.toString(), "--queries", words.toString()};
    Cli top = Cli.run(with(command, "--top", "3"));
    assertEquals(Main.DONE, top.code(), top.err());
    List<String> hits = top.out().lines().skip(2).toList();
    assertEquals(3, hits.size());
    for (int q = 0; q < 3; q++) {
      assertTrue(hits.get(q).matches("%d,1,%d,,0\\.\\d+,.*,false".formatted(q, q)), hits.get(q));
    }
    Cli refused = Cli.run(with(command, "--threshold", "1"));
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("--threshold and --exact need strobe, time or adc"), refused.err());
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
  }

  /// One line of two cells, lumped: C = 2 · 1 fF, 100 µS in all at the strobe of 10 ps, so V = e^(−1/2).
  @Test
  void energyIsAFileOfItsOwn() throws IOException {
    String[] command = model("""
        level: lumped
        device: { model: ohmic, lrs: 10 kΩ, hrs: 1e15 Ω }
        wire: { resistance: 0 Ω, capacitance: 0 F }
        cell-capacitance: 1 fF
        near-capacitance: 0 F
        tile: { rows: 1, columns: 2 }
        sense: { kind: strobe, time: 10 ps }
        cost: { amplifier-energy: 1 fJ }
        """, "10\n", "11\n");
    Path energy = folder.resolve("energy.csv");
    Cli cli = Cli.run(with(command, "--energy", energy.toString()));
    assertEquals(Main.DONE, cli.code(), cli.err());
    List<String> lines = Files.readAllLines(energy);
    assertEquals("# not included in energy_j: search lines", lines.get(1));
    assertEquals("query,energy_j,match_lines_j,cells_j,search_lines_j,amplifiers_j,latency_s", lines.get(2));
    String[] fields = lines.get(3).split(",");
    double drawn = 2e-15 * -Math.expm1(-0.5);
    assertEquals(drawn + 1e-15, Double.parseDouble(fields[1]), 1e-9 * drawn);
    assertEquals(drawn, Double.parseDouble(fields[2]), 1e-9 * drawn);
    assertEquals(1e-15 * -Math.expm1(-1), Double.parseDouble(fields[3]), 1e-24);
    assertEquals(List.of("", "1.0E-15", "1.0E-11"), List.of(fields).subList(4, 7));
    assertEquals(4, lines.size());
  }

  @Test
  void countingHasNoEnergy() throws IOException {
    Path energy = folder.resolve("energy.csv");
    Cli cli = Cli.run(with(model("level: ideal\n", "10\n", "11\n"), "--energy", energy.toString()));
    assertEquals(1, cli.code());
    assertTrue(cli.err().contains("level = ideal has no waveform; --energy needs lumped"), cli.err());
    assertFalse(Files.exists(energy));
  }

  private String[] model(String config, String stored, String queries) throws IOException {
    return new String[] {
      "search",
      "--config", Files.writeString(folder.resolve("array.yaml"), config).toString(),
      "--stored", Files.writeString(folder.resolve("stored.txt"), stored).toString(),
      "--queries", Files.writeString(folder.resolve("queries.txt"), queries).toString()
    };
  }

  @Test
  void hitsAgreeWithACountCellByCell() {
    Random random = new Random(11);
    TernaryWords stored = words(random, 150, 37);
    TernaryWords queries = words(random, 9, 37);
    try (Workers workers = new Workers(2)) {
      IdealSearch search = new IdealSearch(Backends.open(Backend.JAVA), workers);
      for (int k : new int[] {1, 7, 63, 64, 149, 150, 1000}) {
        assertEquals(naive(stored, queries, k, 99), rows(search.search(stored, queries, new SearchRule.Top(k))));
      }
      assertEquals(naive(stored, queries, 150, 8), rows(search.search(stored, queries, new SearchRule.Threshold(8))));
    }
  }

  /// `query row distance` of the first `most` rows within the threshold.
  private static List<String> naive(TernaryWords stored, TernaryWords queries, int most, int threshold) {
    List<String> expected = new ArrayList<>();
    for (int q = 0; q < queries.rows(); q++) {
      List<int[]> ranked = new ArrayList<>();
      for (int row = 0; row < stored.rows(); row++) {
        int distance = 0;
        for (int j = 0; j < stored.cells(); j++) {
          distance += stored.cell(row, j).mismatches(queries.cell(q, j)) ? 1 : 0;
        }
        ranked.add(new int[] {row, distance});
      }
      ranked.sort(Comparator.comparingInt(pair -> pair[1]));
      String query = q + " ";
      ranked.stream().filter(pair -> pair[1] <= threshold).limit(most)
          .forEach(pair -> expected.add(query + pair[0] + " " + pair[1]));
    }
    return expected;
  }

  private static List<String> rows(List<SearchHit> hits) {
    return hits.stream().map(hit -> hit.query() + " " + hit.row() + " " + hit.distance().orElseThrow()).toList();
  }

  private static TernaryWords words(Random random, int rows, int cells) {
    byte[][] codes = new byte[rows][cells];
    for (byte[] row : codes) {
      for (int j = 0; j < cells; j++) {
        row[j] = (byte) Trit.values()[random.nextInt(3)].ordinal();
      }
    }
    return TernaryWords.of(codes);
  }

  /// Lines of the result below the header.
  private List<String> search(String... options) throws IOException {
    Path stored = Files.writeString(folder.resolve("s.txt"), "0001\n0011\n0X11\n");
    Path queries = Files.writeString(folder.resolve("q.txt"), "0011\n1X01\n");
    Path config = Files.writeString(folder.resolve("array.yaml"), "level: ideal\n");
    List<String> words = new ArrayList<>(
        List.of("--config", config.toString(), "--stored", stored.toString(), "--queries", queries.toString()));
    words.addAll(Arrays.asList(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arguments arguments = Arguments.parse(SEARCH, words);
    assertEquals(0, SEARCH.run(new Invocation(arguments, new PrintStream(out), System.err)));
    return out.toString(StandardCharsets.UTF_8).lines().skip(2).toList();
  }
}
