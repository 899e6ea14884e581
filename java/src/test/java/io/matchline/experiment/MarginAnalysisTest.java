package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.Document;
import io.matchline.config.Setting;
import io.matchline.data.DataFolder;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginAnalysisTest {
  private static final String TEXT =
      """
      experiment: margin-analysis
      seed: 5
      margin: { mismatches: [0, 4, 8], gaps: [1, 2], pairs: 200 }
      array:
        device: { model: rram-hfo2, spread: 10 %, read-noise: { relative: 3 % } }
        sense: { kind: strobe, offset: 5 mV }
        wire: { resistance: 5 Ω }
      sweep:
        array.tile.columns: [24, 48]
        margin.places: [random, adversarial]
      """;

  @TempDir private Path folder;

  private static List<Point<Experiment>> points(String text) {
    return Document.of("test.yaml", text).variants(Experiment.class).stream()
        .map(
            variant -> {
              Map<String, String> settings =
                  variant.settings().stream()
                      .collect(Collectors.toMap(Setting::path, Setting::text, (a, b) -> b, LinkedHashMap::new));
              return new Point<>(settings, variant.config());
            })
        .toList();
  }

  private RunRequest<Experiment> request(String text, String name, int threads) {
    return new RunRequest<>(
        "test", text, "0123456789abcdef0123", points(text), folder.resolve(name), threads, List.of());
  }

  private Path run(String text, String name, int threads, Backend backend) {
    return new ExperimentRun(request(text, name, threads), DataFolder.of(Map.of()), Backends.open(backend)).run();
  }

  private static String results(Path out) throws IOException {
    String json = Files.readString(out.resolve("results.json"));
    return json.substring(json.indexOf("\"results\""), json.indexOf("\"provenance\""));
  }

  private static double[] numbers(Path out, int point, String key) throws IOException {
    JsonValue.Fields json = (JsonValue.Fields) JsonReader.read(Files.readString(out.resolve("results.json")));
    JsonValue.Items points = (JsonValue.Items) ((JsonValue.Fields) json.get("results")).get("points");
    return ((JsonValue.Items) ((JsonValue.Fields) points.values().get(point)).get(key))
        .values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }

  @Test
  void resultsDoNotDependOnThreadsOrBackend() throws IOException {
    String one = results(run(TEXT, "one", 1, Backend.FFM));
    assertEquals(one, results(run(TEXT, "three", 3, Backend.FFM)));
    assertEquals(one, results(run(TEXT, "java", 2, Backend.JAVA)));
  }

  @Test
  void anInterruptedRunIsResumed() throws IOException {
    String whole = results(run(TEXT, "whole", 1, Backend.FFM));
    RunRequest<Experiment> request = request(TEXT, "resumed", 1);
    Checkpoint checkpoint = new Checkpoint(request.out(), ExperimentRun.checkpointKey(request));
    double[] six = {1, 2, 3, 4, 5, 6};
    double[] mismatches = {0, 0, 4, 4, 8, 8};
    double[] gaps = {1, 2, 1, 2, 1, 2};
    MarginResult known = new MarginResult(mismatches, gaps, 200, six, six, six, six, 0.25, new double[] {0.5, -0.5});
    checkpoint.write("point-1", known.toJson());
    String resumed = results(run(TEXT, "resumed", 1, Backend.FFM));
    assertTrue(resumed.contains("\"line_load\": 0.25"), "the checkpoint was not used");
    String[] before = whole.split("\"settings\"");
    String[] after = resumed.split("\"settings\"");
    assertEquals(5, before.length);
    for (int i : new int[] {1, 3, 4}) {
      assertEquals(before[i], after[i]);
    }
    try (Stream<Path> beside = Files.list(folder)) {
      assertEquals(2, beside.count(), "a checkpoint was left behind");
    }
  }

  /// Errors of 4,000 pairs lie around those of the closed form: within four standard errors and 15 % of them, which are its
  /// own, for every kind of noise by itself.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "level: lumped, device: { model: ohmic, spread: 15 % }",
    "level: lumped, device: { model: ohmic, cycle-spread: 15 % }",
    "level: lumped, device: { model: ohmic, read-noise: { relative: 15 % } }",
    "level: lumped, device: { model: ohmic, hrs: 20 kΩ, read-noise: { absolute: 9 µS } }",
    "level: lumped, device: { model: ohmic }, sense: { kind: strobe, offset: 15 mV }",
    "level: lumped, device: { model: ohmic }, sense: { kind: time, offset: 30 mV }",
    "level: lumped, device: { model: ohmic }, noise: { thermal: on, temperature: 1000 K, aperture: 0 }, near-capacitance: 0.02 fF",
    "level: elmore, device: { model: ohmic, spread: 15 % }, wire: { resistance: 6 Ω }",
    "level: ladder, device: { model: ohmic, spread: 15 % }, wire: { resistance: 6 Ω }",
    "level: ladder, device: { model: ohmic, spread: 15 % }, wire: { resistance: 6 Ω }, sense-end: far",
    "level: ladder, device: { model: ohmic, spread: 15 % }, wire: { resistance: 6 Ω }, sense: { kind: time }",
  })
  void theClosedFormSaysHowOftenTheWrongRowWins(String array) throws IOException {
    String text =
        "experiment: margin-analysis\nmargin: { mismatches: [2, 4, 8], gaps: [1, 2], pairs: 4000 }\n"
            + "array: { tile: { columns: 32 }, %s }\n".formatted(array);
    Path out = run(text, "closed", 2, Backend.FFM);
    double[] wrong = numbers(out, 0, "wrong");
    double[] expected = numbers(out, 0, "expected_error");
    double most = 0;
    for (int c = 0; c < wrong.length; c++) {
      double p = expected[c];
      double allowed = 4 * Math.sqrt(p * (1 - p) / 4000) + 0.15 * p + 1e-3;
      assertEquals(p, wrong[c] / 4000, allowed, "contest " + c);
      most = Math.max(most, wrong[c] / 4000);
    }
    assertTrue(most > 0.02, "the noise is too weak to test anything: " + most);
  }

  @Test
  void countsDoNotErr() throws IOException {
    String ideal = TEXT.replace("  wire:", "  level: ideal\n  wire:");
    Path out = run(ideal, "ideal", 1, Backend.FFM);
    for (int point = 0; point < 4; point++) {
      for (double wrong : numbers(out, point, "wrong")) {
        assertEquals(0, wrong);
      }
    }
  }

  /// Lines of calibrated transistor cells have no closed form; offsets of their amplifiers make them err all the same.
  @Test
  void tabulatedCellsAreMeasuredOnly() throws IOException {
    String text =
        """
        experiment: margin-analysis
        margin: { mismatches: [1], gaps: [1], pairs: 40 }
        array:
          cell: 2FeFET
          device: fefet
          wire: { resistance: 20 Ω, capacitance: 0.202 fF }
          tile: { columns: 64 }
          near-capacitance: 5.15 fF
          precharge: 1.17 V
          sense: { kind: strobe, offset: 200 mV }
          level: ladder-table
          calibration:
            kind: measured
            table: "%s"
            start-voltage: 1.2546 V
            start-offset: 7.817 ps
        """
            .formatted(Path.of("../spice-models/transistor-2fefet/cells/d03.csv").toAbsolutePath().normalize());
    Path out = run(text, "tabulated", 1, Backend.FFM);
    double wrong = numbers(out, 0, "wrong")[0];
    assertTrue(wrong > 2 && wrong < 30, "wrong: " + wrong);
    assertTrue(Double.isNaN(numbers(out, 0, "expected_error")[0]));
  }

  /// Without noise a pair of far and near mismatches always ends as the flip map says, and the same places never flip.
  @Test
  void adversarialPairsEndAsTheMapSays() throws IOException {
    String text =
        """
        experiment: margin-analysis
        margin: { mismatches: [0, 1, 2, 3, 4, 5, 6, 7, 8], gaps: [1], pairs: 3, places: adversarial }
        array: { device: { model: ohmic }, wire: { resistance: 20 Ω }, sense: { kind: time }, tile: { columns: 64 } }
        """;
    Path out = run(text, "map", 1, Backend.FFM);
    double[] wrong = numbers(out, 0, "wrong");
    double[] lead = numbers(out, 0, "flip_lead");
    for (int k = 0; k < wrong.length; k++) {
      assertEquals(lead[k] < 0 ? 3 : 0, wrong[k], "k = " + k);
    }
    assertTrue(lead[0] > 0 && lead[8] < 0);
    double[] near = numbers(run(text.replace("adversarial", "near"), "near", 1, Backend.FFM), 0, "wrong");
    for (double w : near) {
      assertEquals(0, w);
    }
  }

  @Test
  void theReportHasMapsCurvesAndTables() throws IOException {
    Path out = run(TEXT, "report", 1, Backend.FFM);
    for (String file : List.of("error-map-0", "error-0", "contests-0", "expected-measured", "flips", "flip-onset")) {
      assertTrue(Files.size(out.resolve("plots/" + file + ".svg")) > 1000, file);
    }
    List<String> margins = Files.readAllLines(out.resolve("margins.csv"));
    assertEquals(2 + 4 * 6, margins.size());
    assertTrue(margins.get(1).startsWith("array_tile_columns,margin_places,mismatches,gap,error,"), margins.get(1));
    assertEquals(6, Files.readAllLines(out.resolve("flips.csv")).size());
    assertTrue(Files.readString(out.resolve("report.html")).contains("The ranking flips from"));
  }
}
