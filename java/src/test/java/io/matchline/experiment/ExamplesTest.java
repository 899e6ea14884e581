package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchline.config.Document;
import io.matchline.config.Setting;
import io.matchline.config.Variant;
import io.matchline.data.DataFolder;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import io.matchline.tcam.SearchCost;
import io.matchline.train.EmbeddingNetwork;
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
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped example is valid and runs, with few episodes.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final int SHIPPED = 27;

  @TempDir private Path folder;

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void allAreHere() throws IOException {
    assertEquals(SHIPPED, examples().size());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleBinds(Path example) {
    assertFalse(Document.read(example).variants(Experiment.class).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRuns(Path example) throws IOException {
    DataFolder data = DataFolder.of(System.getenv());
    Document document = Document.read(example);
    Experiment first = document.variants(Experiment.class).getFirst().config();
    assumeTrue(builtIn(first) || data.root().isPresent(), "MATCHLINE_DATA is not set; " + example + " needs it");
    List<Point<Experiment>> points = points(quick(first, document));
    Path out = run(points, "out", 2);
    JsonValue.Fields json = (JsonValue.Fields) JsonReader.read(Files.readString(out.resolve("results.json")));
    JsonValue.Fields results = (JsonValue.Fields) json.get("results");
    assertEquals(points.size(), ((JsonValue.Items) results.get("points")).values().size());
    assertTrue(Files.size(out.resolve("report.html")) > 10_000);
    try (Stream<Path> beside = Files.list(folder)) {
      assertEquals(List.of(out), beside.toList(), "a checkpoint or a partial folder was left behind");
    }
  }

  /// The same seed gives the same results, whatever the number of threads and the backend.
  @Test
  void resultsDoNotDependOnThreadsOrBackend() throws IOException {
    List<Point<Experiment>> points = points(fewer(Document.read(EXAMPLES.resolve("cells-and-devices.yaml"))));
    String one = results(run(points, "one", 1));
    assertEquals(one, results(run(points, "three", 3)));
    Path java = new ExperimentRun(request(points, "java", 1), DataFolder.of(Map.of()), Backends.open(Backend.JAVA)).run();
    assertEquals(one, results(java));
  }

  /// A run that stopped half-way goes on with what it had, and ends like one that never stopped.
  @Test
  void anInterruptedRunIsResumed() throws IOException {
    List<Point<Experiment>> points = points(fewer(Document.read(EXAMPLES.resolve("cells-and-devices.yaml"))));
    String whole = results(run(points, "whole", 1));
    RunRequest<Experiment> request = request(points, "resumed", 1);
    Checkpoint checkpoint = new Checkpoint(request.out(), ExperimentRun.checkpointKey(request));
    double[] margin = {1, 2, 3, 4};
    FewShotResult first = new FewShotResult(new double[] {1, 0, 1, 0}, 3, margin, SearchCost.UNKNOWN);
    checkpoint.write("point-0", first.toJson());
    String resumed = results(run(points, "resumed", 1));
    assertTrue(resumed.contains("\"tied\": 3"), "the checkpoint was not used");
    assertEquals(afterFirstPoint(whole), afterFirstPoint(resumed));
  }

  private static String afterFirstPoint(String results) {
    return results.substring(results.indexOf("\"settings\"", results.indexOf("\"settings\"") + 1));
  }

  /// Whether an experiment needs no downloaded data.
  private static boolean builtIn(Experiment experiment) {
    return switch (experiment) {
      case FewShotSearch search -> search.data().set().builtIn();
      case FewShotTraining training -> training.data().train().builtIn() && training.data().test().builtIn();
      case MetricNoise metrics -> builtIn(metrics.embeddings());
      case EmbeddingMap map -> builtIn(map.embeddings());
      case CrossbarErrorMap _, MarginAnalysis _, CoSimulation _ -> true;
    };
  }

  private static boolean builtIn(EmbeddingSource source) {
    return source instanceof EmbeddingSource.Normal
        || source instanceof EmbeddingSource.Images images && images.set().builtIn();
  }

  /// The same experiment with little work.
  private static Document quick(Experiment experiment, Document document) {
    return switch (experiment) {
      case FewShotSearch search ->
          search.data().set() == ImageChoice.OMNIGLOT_RUNS ? document : fewer(document);
      case CrossbarErrorMap _ -> document.with("matrix.trials", "1", "test").with("matrix.batch", "2", "test");
      case MetricNoise _ -> document.with("episodes", "3", "test");
      case EmbeddingMap _ -> document.with("tsne.iterations", "20", "test");
      case MarginAnalysis _ -> document.with("margin.pairs", "20", "test");
      case FewShotTraining training ->
          document.with("training.episodes", "2", "test").with("models", "1", "test")
              .with(training.network() instanceof EmbeddingNetwork.Conv4 ? "network.channels" : "network.hidden", "4", "test")
              .with("test.episodes", "4", "test");
      case CoSimulation _ -> document.with("rows", "4", "test").with("mismatches", "[0, 2]", "test");
    };
  }

  private static Document fewer(Document document) {
    return document.with("data.episodes", "4", "test");
  }

  private static List<Point<Experiment>> points(Document document) {
    return document.variants(Experiment.class).stream().map(ExamplesTest::point).toList();
  }

  private static Point<Experiment> point(Variant<Experiment> variant) {
    Map<String, String> settings =
        variant.settings().stream()
            .collect(Collectors.toMap(Setting::path, Setting::text, (a, b) -> b, LinkedHashMap::new));
    return new Point<>(settings, variant.config());
  }

  private RunRequest<Experiment> request(List<Point<Experiment>> points, String name, int threads) {
    return new RunRequest<>("test", "seed: 1", "0123456789abcdef0123", points, folder.resolve(name), threads, List.of());
  }

  private Path run(List<Point<Experiment>> points, String name, int threads) {
    return new ExperimentRun(
            request(points, name, threads), DataFolder.of(System.getenv()), Backends.open(Backend.FFM))
        .run();
  }

  private static String results(Path out) throws IOException {
    String json = Files.readString(out.resolve("results.json"));
    return json.substring(json.indexOf("\"results\""), json.indexOf("\"provenance\""));
  }
}
