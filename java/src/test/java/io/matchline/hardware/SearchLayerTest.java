package io.matchline.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.nn.Losses;
import io.matchline.search.Centre;
import io.matchline.search.Lsh;
import io.matchline.unit.InvalidInputException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLayerTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final int DIMENSIONS = 6;
  private static final int CLASSES = 4;
  private static final int SHOTS = 3;
  private static final int QUERIES = 5;
  private static final double STEP = 1e-5;

  private static SearchSettings settings(String text) {
    return ConfigReader.read("layer.yaml", text, SearchSettings.class);
  }

  private static SearchLayer layer(String text, Workers workers) {
    return new SearchLayer(settings(text), 9, DIMENSIONS, KERNELS, workers);
  }

  private static float[][] embeddings(int seed, int rows) {
    Random random = new Random(seed);
    float[][] e = new float[rows][DIMENSIONS];
    for (float[] row : e) {
      for (int d = 0; d < DIMENSIONS; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return e;
  }

  private static Tensor tensor(float[][] rows) {
    Tensor tensor =
        new Tensor(Shape.of(rows.length, rows[0].length), Arena.ofAuto().allocate(4L * rows.length * rows[0].length, 64));
    for (int r = 0; r < rows.length; r++) {
      for (int d = 0; d < rows[r].length; d++) {
        tensor.set(r * rows[r].length + d, rows[r][d]);
      }
    }
    return tensor;
  }

  /// What a layer gives for random embeddings: its values and the gradients of Σ weight · value.
  private record Run(float[] value, float[] support, float[] queries) {}

  private static Run run(SearchLayer layer, float[] weight) {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(KERNELS, workers, buffers)) {
      Node support = graph.variable(tensor(embeddings(1, CLASSES * SHOTS)));
      Node queries = graph.variable(tensor(embeddings(2, QUERIES)));
      Node scores = layer.scores(support, SHOTS, queries, 3);
      Node loss = scores.times(graph.constant(Shape.of(QUERIES, CLASSES), weight)).sum();
      List<Node> gradients = graph.gradients(loss, List.of(support, queries));
      return new Run(
          scores.value().toArray(), gradients.get(0).value().toArray(), gradients.get(1).value().toArray());
    }
  }

  private static float[] weights() {
    Random random = new Random(4);
    float[] weight = new float[QUERIES * CLASSES];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = random.nextFloat() - 0.5f;
    }
    return weight;
  }

  private static double[][] doubles(float[][] rows) {
    return Arrays.stream(rows)
        .map(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
        .toArray(double[][]::new);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] mean(double[]... rows) {
    return IntStream.range(0, rows[0].length)
        .mapToDouble(d -> Arrays.stream(rows).mapToDouble(row -> row[d]).average().orElseThrow())
        .toArray();
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double[][] means(double[][] support) {
    return IntStream.range(0, CLASSES)
        .mapToObj(c -> mean(Arrays.copyOfRange(support, c * SHOTS, (c + 1) * SHOTS)))
        .toArray(double[][]::new);
  }

  /// Compares gradients with central differences of a function of `[0]` support and `[1]` queries.
  private static void assertGradients(ToDoubleFunction<double[][][]> value, Run run) {
    double[][][] at = {doubles(embeddings(1, CLASSES * SHOTS)), doubles(embeddings(2, QUERIES))};
    for (int part = 0; part < 2; part++) {
      for (int r = 0; r < at[part].length; r++) {
        for (int d = 0; d < DIMENSIONS; d++) {
          double before = at[part][r][d];
          at[part][r][d] = before + STEP;
          double above = value.applyAsDouble(at);
          at[part][r][d] = before - STEP;
          double below = value.applyAsDouble(at);
          at[part][r][d] = before;
          float found = (part == 0 ? run.support : run.queries)[r * DIMENSIONS + d];
          assertEquals((above - below) / (2 * STEP), found, 2e-6, "part " + part + ", row " + r + ", number " + d);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ideal", "ladder"})
  void theGradientIsThatOfTheCosine(String level) {
    float[] weight = weights();
    try (Workers workers = new Workers(1)) {
      Run run = run(layer("{ memory: mean, array: { level: " + level + " } }", workers), weight);
      assertGradients(at -> {
        double[][] stored = means(at[0]);
        double sum = 0;
        for (int q = 0; q < QUERIES; q++) {
          for (int c = 0; c < CLASSES; c++) {
            double lengths = Math.sqrt(dot(at[1][q], at[1][q]) * dot(stored[c], stored[c]));
            sum += weight[q * CLASSES + c] * dot(at[1][q], stored[c]) / lengths;
          }
        }
        return sum;
      }, run);
    }
  }

  /// The planes are those of the code.
  @Test
  void theGradientIsThatOfSoftenedBits() {
    float[] weight = weights();
    int bits = 16;
    double slope = 1.5;
    float[][] planes = new Lsh(bits, Centre.STORED).encoder(KERNELS, 9, DIMENSIONS).projection().orElseThrow().planes();
    try (Workers workers = new Workers(1)) {
      Run run = run(
          layer("{ features: { kind: lsh, bits: 16 }, memory: majority,"
              + " surrogate: { kind: soft-hamming, slope: 1.5 } }", workers), weight);
      assertGradients(at -> {
        double[] centre = mean(at[0]);
        double[][] stored = means(at[0]);
        double sum = 0;
        for (int q = 0; q < QUERIES; q++) {
          double[] x = minus(at[1][q], centre);
          for (int c = 0; c < CLASSES; c++) {
            double[] y = minus(stored[c], centre);
            double agreement = 0;
            for (double[] plane : doubles(planes)) {
              agreement += Math.tanh(slope * dot(plane, x) / Math.sqrt(dot(x, x)))
                  * Math.tanh(slope * dot(plane, y) / Math.sqrt(dot(y, y)));
            }
            sum += weight[q * CLASSES + c] * agreement / bits;
          }
        }
        return sum;
      }, run);
    }
  }

  /// With all shots stored, the class is as near as its best row, and the gradient goes through that row.
  @Test
  void aClassIsAsNearAsItsBestRow() {
    float[] weight = weights();
    try (Workers workers = new Workers(1)) {
      SearchLayer layer = layer("{ array: { level: ladder } }", workers);
      SearchAnswers answers = layer.search(embeddings(1, CLASSES * SHOTS), SHOTS, embeddings(2, QUERIES), 3);
      int[][] best = new int[QUERIES][CLASSES];
      for (int q = 0; q < QUERIES; q++) {
        for (int row = 0; row < CLASSES * SHOTS; row++) {
          int c = row / SHOTS;
          assertEquals(c, answers.label()[row]);
          boolean first = row % SHOTS == 0;
          double score = answers.scores().score()[answers.scores().index(q, row)];
          if (first || score > answers.scores().score()[answers.scores().index(q, best[q][c])]) {
            best[q][c] = row;
          }
        }
      }
      Run run = run(layer, weight);
      assertGradients(at -> {
        double sum = 0;
        for (int q = 0; q < QUERIES; q++) {
          for (int c = 0; c < CLASSES; c++) {
            double[] row = at[0][best[q][c]];
            sum += weight[q * CLASSES + c] * dot(at[1][q], row) / Math.sqrt(dot(at[1][q], at[1][q]) * dot(row, row));
          }
        }
        return sum;
      }, run);
    }
  }

  /// Values are the array's scores, moved and stretched to the mean and spread of the surrogate.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ level: ideal }",
        "{ level: lumped, device: { model: rram-hfo2, spread: 20 % }, noise: { thermal: on } }",
        "{ level: ladder, sense: { kind: time, offset: 5 mV } }",
        "{ level: ladder, sense: winner }",
        "{ level: elmore, sense: { kind: adc, codes: 16 }, tile: { columns: 32 } }",
        "{ cell: 2FeFET, device: fefet, level: ladder-table, tile: { columns: 64 }, precharge: 1.17 V,"
            + " wire: { resistance: 20 Ω, capacitance: 0.202 fF }, near-capacitance: 5.15 fF, calibration: { kind:"
            + " measured, table: ../spice-models/transistor-2fefet/cells/d03.csv, start-voltage: 1.2546 V,"
            + " start-offset: 7.817 ps } }"
      })
  void valuesAreOrderedAsTheArrayOrders(String array) {
    String text = "{ features: { kind: lsh, bits: 64 }, memory: mean, array: " + array + " }";
    try (Workers workers = new Workers(1)) {
      SearchLayer layer = layer(text, workers);
      double[] raw = layer.search(embeddings(1, CLASSES * SHOTS), SHOTS, embeddings(2, QUERIES), 3).finite();
      float[] value = run(layer, weights()).value;
      for (int i = 0; i < raw.length; i++) {
        for (int j = 0; j < raw.length; j++) {
          assertTrue(raw[i] > raw[j] ? value[i] >= value[j] : raw[i] < raw[j] || value[i] == value[j], array);
        }
      }
      assertArrayEquals(value, run(layer, weights()).value, "the same episode again");
      try (Workers three = new Workers(3)) {
        assertArrayEquals(value, run(layer(text, three), weights()).value, "three threads");
      }
      SearchLayer java =
          new SearchLayer(settings(text), 9, DIMENSIONS, Backends.open(Backend.JAVA), workers);
      assertArrayEquals(value, run(java, weights()).value, "Java kernels");
    }
  }

  @Test
  void ngspiceCanBeTheArray() {
    String text = "{ features: { kind: lsh, bits: 16 }, memory: mean, array: { tile: { columns: 16 } }, target: %s }";
    try (Workers workers = new Workers(1)) {
      float[] kernel = run(layer(text.formatted("kernel"), workers), weights()).value;
      float[] ngspice = run(layer(text.formatted("ngspice"), workers), weights()).value;
      assertFalse(Arrays.equals(kernel, ngspice));
      assertArrayEquals(kernel, ngspice, 1e-4f);
    }
  }

  /// Chips taken in turn: the devices of episode 0 come back in episode 2, with another write.
  @Test
  void chipsCanTakeTurns() {
    String text = "{ chips: 2, array: { level: lumped, device: { model: rram-hfo2, spread: 30 %%, cycle-spread: %s } } }";
    float[][] support = embeddings(1, CLASSES * SHOTS);
    float[][] queries = embeddings(2, QUERIES);
    try (Workers workers = new Workers(1)) {
      SearchLayer layer = layer(text.formatted("0 %"), workers);
      double[] zero = layer.search(support, SHOTS, queries, 0).scores().score();
      assertArrayEquals(zero, layer.search(support, SHOTS, queries, 2).scores().score());
      assertFalse(Arrays.equals(zero, layer.search(support, SHOTS, queries, 1).scores().score()));
      SearchLayer written = layer(text.formatted("10 %"), workers);
      assertFalse(Arrays.equals(
          written.search(support, SHOTS, queries, 0).scores().score(),
          written.search(support, SHOTS, queries, 2).scores().score()));
    }
  }

  /// Two numbers of eight tell four classes apart, the others are noise: a linear layer in front of the array learns to leave
  /// the noise out.
  @Test
  void aNetworkLearnsThroughTheArray() {
    String text = "{ features: { kind: lsh, bits: 64, centre: none }, array: { wire: { resistance: 5 Ω },"
        + " device: { model: rram-hfo2, spread: 20 % }, sense: { kind: strobe, offset: 12 mV } } }";
    float[] weight = new float[8 * DIMENSIONS];
    Random random = new Random(5);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.nextGaussian() * 0.4f;
    }
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers()) {
      SearchLayer layer = layer(text, workers);
      double before = accuracy(layer, weight, workers, buffers);
      for (int step = 0; step < 60; step++) {
        descend(layer, weight, step, workers, buffers);
      }
      double after = accuracy(layer, weight, workers, buffers);
      assertTrue(after > before + 0.15 && after > 0.85, before + " to " + after);
    }
  }

  private static float[][] inputs(int seed, int perClass) {
    Random random = new Random(seed);
    float[][] x = new float[CLASSES * perClass][8];
    for (int r = 0; r < x.length; r++) {
      for (int d = 0; d < 8; d++) {
        x[r][d] = (float) random.nextGaussian() * (d < 2 ? 0.3f : 1);
      }
      x[r][0] += r / perClass % 2 == 0 ? 1 : -1;
      x[r][1] += r / perClass / 2 == 0 ? 1 : -1;
    }
    return x;
  }

  private static int[] labels(int perClass) {
    return IntStream.range(0, CLASSES * perClass).map(i -> i / perClass).toArray();
  }

  private static Node scores(SearchLayer layer, Graph graph, Node w, int seed, int episode) {
    Node support = graph.constant(tensor(inputs(seed, SHOTS))).matmul(w);
    Node queries = graph.constant(tensor(inputs(seed + 1, 5))).matmul(w);
    return layer.scores(support, SHOTS, queries, episode);
  }

  private static Tensor matrix(float[] weight) {
    Tensor w = new Tensor(Shape.of(8, DIMENSIONS), Arena.ofAuto().allocate(4L * weight.length, 64));
    w.set(weight);
    return w;
  }

  private static void descend(SearchLayer layer, float[] weight, int step, Workers workers, Buffers buffers) {
    try (Graph graph = new Graph(KERNELS, workers, buffers)) {
      Node w = graph.variable(matrix(weight));
      Node loss = Losses.crossEntropy(scores(layer, graph, w, 100 + 2 * step, step).times(10), labels(5));
      float[] slope = graph.gradients(loss, List.of(w)).getFirst().value().toArray();
      for (int i = 0; i < weight.length; i++) {
        weight[i] -= 0.3f * slope[i];
      }
    }
  }

  private static double accuracy(SearchLayer layer, float[] weight, Workers workers, Buffers buffers) {
    double sum = 0;
    for (int e = 0; e < 20; e++) {
      try (Graph graph = new Graph(KERNELS, workers, buffers)) {
        Tensor scores = scores(layer, graph, graph.constant(matrix(weight)), 5000 + 2 * e, 1000 + e).value();
        int[] label = labels(5);
        for (int q = 0; q < label.length; q++) {
          int best = 0;
          for (int c = 1; c < CLASSES; c++) {
            best = scores.get(q * CLASSES + c) > scores.get(q * CLASSES + best) ? c : best;
          }
          sum += best == label[q] ? 1.0 / label.length : 0;
        }
      }
    }
    return sum / 20;
  }

  @Test
  void settingsAreChecked() {
    assertEquals(
        "layer.yaml:1: surrogate = soft-hamming softens signs; take features lsh, tlsh or sign",
        assertThrows(InvalidInputException.class, () -> settings("{ features: thermometer, surrogate: soft-hamming }"))
            .getMessage());
    assertThrows(InvalidInputException.class, () -> settings("{ array: { cell: MCAM } }"));
    assertThrows(InvalidInputException.class, () -> settings("{ array: { level: lumped }, target: ngspice }"));
  }
}
