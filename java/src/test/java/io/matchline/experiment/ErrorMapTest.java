package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.Document;
import io.matchline.config.Setting;
import io.matchline.data.DataFolder;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.periphery.Cost;
import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorMapTest {
  private static final String TEXT =
      """
      experiment: crossbar-error-map
      seed: 3
      matrix: { batch: 3, trials: 4 }
      crossbar:
        device: { model: ohmic, variation: { spread: 3 % }, read-noise: { relative: 1 % } }
        wires: { row-resistance: 0 Ω, column-resistance: 0 Ω }
        adc: { bits: 8, gain: 1 % }
      sweep:
        crossbar.tile.rows + crossbar.tile.columns: [8, 16]
        crossbar.wires.row-resistance + crossbar.wires.column-resistance: [0 Ω, 20 Ω]
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

  /// Two vectors of two outputs, by hand.
  @Test
  void errorsAreWhatTheirNamesSay() {
    Cost cost = new Cost(1, 2, 3, 4, 5);
    ErrorMapTrial trial =
        ErrorMapTrial.of(new double[] {3, 0, 0, -4}, new double[] {2.7, 0.4, 0, -2}, 2, cost);
    assertEquals(Math.sqrt((0.09 + 0.16 + 4) / 25), trial.rms(), 1e-15);
    assertEquals(2 / 4.0, trial.worst(), 1e-15);
    assertEquals((8.1 + 8) / 25, trial.gain(), 1e-15);
    assertArrayEquals(new double[] {8.1, 8}, trial.cross(), 1e-14);
    assertArrayEquals(new double[] {9, 16}, trial.square(), 1e-14);
    ErrorMapResult both = ErrorMapResult.of(List.of(trial, trial));
    assertArrayEquals(new double[] {0.9, 0.5}, both.gainByOutput(), 1e-15);
    assertEquals(cost, both.cost());
    assertEquals(both.toJson(), ErrorMapResult.fromJson(both.toJson()).toJson());
  }

  /// Numbers of 20,000 draws have the moments of their law, within four standard errors.
  @Test
  void matricesAreSpreadAsTheySay() {
    NoiseFields fields = new NoiseFields(Backends.open(Backend.FFM), 5);
    double[][] moments = {{0, 1.0 / 3}, {0.5, 1.0 / 3}, {0, 1}};
    for (MatrixFill fill : MatrixFill.values()) {
      double[] drawn = fill.draw(fields, NoiseStream.MATRIX_WEIGHTS, 0, 200, 100);
      double mean = Arrays.stream(drawn).average().orElseThrow();
      double square = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();
      assertEquals(moments[fill.ordinal()][0], mean, 4 / Math.sqrt(20_000));
      assertEquals(moments[fill.ordinal()][1], square, 4 * Math.sqrt(2.0 / 20_000));
    }
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
    double[] known = {0.5, 0.5, 0.5, 0.5};
    checkpoint.write(
        "point-1", new ErrorMapResult(known, known, known, new double[] {1}, new Cost(1, 2, 3, 4, 5)).toJson());
    String resumed = results(run(TEXT, "resumed", 1, Backend.FFM));
    assertTrue(resumed.contains("\"latency_s\": 5"), "the checkpoint was not used");
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

  /// Without any non-ideality the error is rounding; with wires it grows with the array.
  @Test
  void theErrorIsThatOfTheSettings() throws IOException {
    String ideal =
        TEXT.replace("variation: { spread: 3 % }, read-noise: { relative: 1 % }", "levels: 0")
            .replace("bits: 8, gain: 1 %", "bits: 0");
    JsonValue.Fields json =
        (JsonValue.Fields)
            JsonReader.read(Files.readString(run(ideal, "ideal", 1, Backend.FFM).resolve("results.json")));
    JsonValue.Items points = (JsonValue.Items) ((JsonValue.Fields) json.get("results")).get("points");
    double[] rms =
        IntStream.range(0, 4)
            .mapToDouble(
                i ->
                    ((JsonValue.Items) ((JsonValue.Fields) points.values().get(i)).get("rms_error"))
                        .values().getFirst().asDouble())
            .toArray();
    assertTrue(rms[0] < 1e-13 && rms[2] < 1e-13, Arrays.toString(rms));
    assertTrue(rms[1] > 1e-3 && rms[3] > 2 * rms[1], Arrays.toString(rms));
  }

  @Test
  void theReportHasMapsCurvesAndTables() throws IOException {
    Path out = run(TEXT, "report", 1, Backend.FFM);
    for (String file : List.of("error-map-0", "rms-error-0", "gain-by-output")) {
      assertTrue(Files.size(out.resolve("plots/" + file + ".svg")) > 1000, file);
    }
    List<String> errors = Files.readAllLines(out.resolve("errors.csv"));
    assertEquals(6, errors.size());
    assertTrue(errors.get(1).startsWith("crossbar_tile_rows_columns,crossbar_wires_row_resistance_column_resistance,rms_error,"));
    assertEquals(6, Files.readAllLines(out.resolve("cost.csv")).size());
    assertTrue(Files.readString(out.resolve("report.html")).contains("Smallest RMS error"));
  }

  @Test
  void aSweepCannotChangeTheRunKind() {
    String text = "sweep: { experiment: [few-shot-search, crossbar-error-map, co-simulation] }\n";
    String message =
        assertThrows(InvalidInputException.class, () -> run(text, "mixed", 1, Backend.FFM)).getMessage();
    assertEquals("test: the sweep changes the run kind; a run has one experiment", message);
    assertTrue(Files.notExists(folder.resolve("mixed")));
  }
}
