package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.data.NpyArray;
import io.matchline.data.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trainings from the command line, in processes of their own.
class TrainingRunTest {
  private static final String SMALL =
      """
      experiment: few-shot-training
      seed: 4
      data: { train: glyphs-background, test: glyphs, side: 16, quarter-turns: off }
      network: { kind: conv4, channels: 4 }
      training: { kind: prototypical, episodes: %d, ways: 5, shots: 1, queries: 2 }
      models: 2
      checkpoint: 5
      test: { tasks: [{ ways: 5, shots: 1 }], episodes: 20, noise: [0, 1], bits: [0, 8], plain-accuracy: 30 %%, embeddings: on }
      """;

  @TempDir private Path folder;

  private Process start(String yaml, String out, int threads) throws IOException {
    Path file = folder.resolve("training.yaml");
    Files.writeString(file, yaml);
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "io.matchline.cli.Main", "run",
        file.toString(), "--out", folder.resolve(out).toString(), "--threads", Integer.toString(threads)));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private String results(String out) throws IOException {
    String json = Files.readString(folder.resolve(out).resolve("results.json"));
    return json.substring(json.indexOf("\"results\""), json.indexOf("\"provenance\""));
  }

  private void finish(Process process) throws Exception {
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
  }

  private List<Path> states() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.getFileName().toString().matches("model-.*npz")).toList();
    }
  }

  /// A process that is killed between two checkpoints, then the same command again.
  @Test
  void aKilledTrainingGoesOnToTheSameBits() throws Exception {
    String yaml = SMALL.formatted(400);
    Process killed = start(yaml, "killed", 1);
    while (states().isEmpty() && killed.isAlive()) {
      Thread.sleep(20);
    }
    assertTrue(killed.isAlive(), Files.readString(folder.resolve("log")));
    killed.destroyForcibly().waitFor();
    assertTrue(Files.notExists(folder.resolve("killed").resolve("results.json")));
    assertEquals(1, states().size(), "the first model was not the one that was interrupted");
    finish(start(yaml, "killed", 1));
    finish(start(yaml, "whole", 2));
    assertEquals(results("whole"), results("killed"));
    for (String name : List.of("point-0-seed-4.npz", "point-0-seed-5.npz")) {
      Path whole = folder.resolve("whole/weights").resolve(name);
      assertEquals(-1, Files.mismatch(whole, folder.resolve("killed/weights").resolve(name)), name);
    }
  }

  /// The weights of a run give the accuracies of the run.
  @Test
  void weightsFromAFileAreTestedAlike() throws Exception {
    String yaml = SMALL.formatted(10);
    finish(start(yaml, "out", 1));
    String trained = results("out");
    String again = yaml.replaceFirst(
        "training: .*", "training: { kind: weights, file: 'out/weights/point-0-seed-{seed}.npz' }");
    finish(start(again, "again", 1));
    assertEquals(cells(trained), cells(results("again")));
    assertNotEquals("", cells(trained));
    Path embeddings = folder.resolve("out/embeddings/point-0-seed-4.npz");
    for (String name : List.of("point-0-seed-4.npz", "point-0-seed-5.npz")) {
      assertEquals(-1, Files.mismatch(embeddings.resolveSibling(name), folder.resolve("again/embeddings").resolve(name)));
    }
    Map<String, NpyArray> arrays = Npz.read(embeddings);
    assertArrayEquals(new int[] {2_000, 4}, arrays.get("embedding").shape());
    assertEquals(99, arrays.get("label").integer(1_999));
  }

  /// A range of the memory and a bound in training leave the unit of noise alone and keep embeddings small.
  @Test
  void boundsKeepEmbeddingsSmall() throws Exception {
    String yaml = SMALL.formatted(10).replace("models: 2", "models: 1").replace("embeddings: on", "bound: 0.5");
    finish(start(yaml.replace(", bound: 0.5", ""), "free", 1));
    finish(start(yaml, "clipped", 1));
    finish(start(yaml.replace("queries: 2 }", "queries: 2, bound: 0.25 }"), "both", 1));
    double unit = number("free", "noise_unit");
    double rms = number("free", "embedding_rms");
    assertEquals(unit, number("clipped", "noise_unit"));
    assertEquals(unit, number("both", "noise_unit"));
    assertEquals(number("free", "matched_noise"), number("clipped", "matched_noise"));
    double clipped = number("clipped", "embedding_rms");
    assertTrue(clipped < rms && clipped <= 0.5 * unit, clipped + " of " + rms);
    double both = number("both", "embedding_rms");
    assertTrue(both > 0 && both < 0.25 * unit, both + " of " + unit);
  }

  private double number(String out, String name) throws IOException {
    Matcher found = Pattern.compile("\"%s\": ([-0-9.eE]+)".formatted(name)).matcher(results(out));
    assertTrue(found.find(), name);
    return Double.parseDouble(found.group(1));
  }

  /// Accuracies without noise, whose unit differs, of the first model.
  private static String cells(String results) {
    String first = results.substring(0, results.indexOf("\"seed\"", results.indexOf("\"seed\"") + 1) < 0
        ? results.length()
        : results.indexOf("\"seed\"", results.indexOf("\"seed\"") + 1));
    StringBuilder clean = new StringBuilder();
    String[] cells = first.split("\"ways\"");
    for (int i = 1; i < cells.length; i++) {
      if (cells[i].contains("\"noise\": 0.0,")) {
        clean.append(cells[i], cells[i].indexOf("\"metric\""), cells[i].indexOf('}'));
      }
    }
    return clean.toString();
  }
}
