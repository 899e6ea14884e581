package io.matchline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.KernelVariants;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small networks that learn to tell two interleaved half-moons apart.
class TrainingTest {
  private static final int SAMPLES = 120;
  private static final int STEPS = 60;

  /// A network, its parameters and its data, trained step by step.
  private static final class Run implements AutoCloseable {
    final Workers workers;
    final Kernels kernels;
    final Buffers buffers = new Buffers();
    final NoiseFields fields;
    final Parameters parameters;
    final Layer network;
    final Optimizer optimizer;
    final float[] points = new float[2 * SAMPLES];
    final int[] labels = new int[SAMPLES];
    double loss;

    Run(Backend backend, int threads, Optimizer optimizer, boolean careful) {
      this(Backends.open(backend), threads, optimizer, careful, 24);
    }

    Run(Kernels kernels, int threads, Optimizer optimizer, boolean careful, int width) {
      workers = new Workers(threads);
      this.kernels = kernels;
      fields = new NoiseFields(kernels, 7);
      parameters = new Parameters(fields);
      this.optimizer = optimizer;
      Layer hidden = Linear.of(parameters, "hidden", 2, width);
      if (careful) {
        hidden = hidden.then(BatchNorm.of(parameters, "norm", width)).then(new Dropout(0.1));
      }
      network = hidden.then(Layer.relu()).then(Linear.of(parameters, "out", width, 2));
      Random random = new Random(1);
      for (int i = 0; i < SAMPLES; i++) {
        labels[i] = i % 2;
        double angle = Math.PI * random.nextDouble() + labels[i] * Math.PI;
        points[2 * i] = (float) (Math.cos(angle) + labels[i] + 0.1 * random.nextGaussian());
        points[2 * i + 1] = (float) (Math.sin(angle) + 0.3 * labels[i] + 0.1 * random.nextGaussian());
      }
    }

    void train(int from, int to) {
      for (int step = from; step < to; step++) {
        try (Graph graph = new Graph(kernels, workers, buffers)) {
          Pass pass = new Pass(graph, fields, step, true);
          Node out = Losses.crossEntropy(network.apply(pass, data(graph)), labels);
          loss = out.scalar();
          var trained = parameters.trained().values();
          List<Tensor> gradients = pass.gradients(out, trained);
          Rates.clip(graph, gradients, 5);
          optimizer.step(graph, trained, gradients, Rates.cosine(0.1, step, 2 * STEPS));
        }
      }
    }

    private Node data(Graph graph) {
      return graph.constant(Shape.of(SAMPLES, 2), points);
    }

    double accuracy() {
      try (Graph graph = new Graph(kernels, workers, buffers)) {
        Pass pass = new Pass(graph, fields, 1 << 20, false);
        Tensor logits = graph.untracked(() -> network.apply(pass, data(graph))).value();
        int right = 0;
        for (int i = 0; i < SAMPLES; i++) {
          right += (logits.get(2 * i + 1) > logits.get(2 * i) ? 1 : 0) == labels[i] ? 1 : 0;
        }
        return (double) right / SAMPLES;
      }
    }

    Map<String, float[]> weights() {
      Map<String, float[]> weights = new TreeMap<>();
      parameters.trained().forEach((name, tensor) -> weights.put(name, tensor.toArray()));
      parameters.running().forEach((name, tensor) -> weights.put(name, tensor.toArray()));
      return weights;
    }

    @Override
    public void close() {
      parameters.close();
      buffers.close();
      workers.close();
    }
  }

  private static void assertSame(Map<String, float[]> wanted, Map<String, float[]> found) {
    assertEquals(wanted.keySet(), found.keySet());
    wanted.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam", "adamw"})
  void halfMoonsAreLearnt(String kind) {
    Optimizer optimizer = switch (kind) {
      case "sgd" -> new Sgd(0.9, 1e-4);
      case "adam" -> new Adam();
      default -> new Adam(0.9, 0.999, 1e-8, 0.01);
    };
    try (Run run = new Run(Backend.FFM, 1, optimizer, false)) {
      double before = run.accuracy();
      run.train(0, STEPS);
      assertTrue(run.accuracy() >= 0.95, "accuracy %s, was %s, loss %s".formatted(run.accuracy(), before, run.loss));
      assertTrue(before < 0.9, "an untrained network already has " + before);
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void sameBitsOnEveryBackendAndWithTwoThreads(Backend backend) {
    try (Run one = new Run(Backend.FFM, 1, new Adam(), true);
        Run other = new Run(backend, 2, new Adam(), true)) {
      one.train(0, 8);
      other.train(0, 8);
      assertSame(one.weights(), other.weights());
    }
  }

  /// Wide enough for products and steps to be cut over the threads.
  @Test
  void sameBitsOnEveryLevelWithAnyNumberOfThreads() {
    List<Map<String, float[]>> found = new ArrayList<>();
    KernelVariants.forEach((name, kernels) -> {
      for (int threads = 1; threads <= 3; threads++) {
        try (Run run = new Run(kernels, threads, new Adam(0.9, 0.999, 1e-8, 0.01), true, 9000)) {
          run.train(0, 3);
          found.add(run.weights());
        }
      }
    });
    found.forEach(weights -> assertSame(found.getFirst(), weights));
  }

  @Test
  void resumingGivesTheBitsOfNeverStopping() {
    for (Supplier<Optimizer> optimizer : List.<Supplier<Optimizer>>of(Adam::new, () -> new Sgd(0.9, 0))) {
      try (Run whole = new Run(Backend.FFM, 1, optimizer.get(), true);
          Run first = new Run(Backend.FFM, 1, optimizer.get(), true);
          Run second = new Run(Backend.FFM, 1, optimizer.get(), true)) {
        whole.train(0, 10);
        first.train(0, 4);
        second.parameters.trained().forEach((name, t) -> t.set(first.parameters.trained().get(name).toArray()));
        second.parameters.running().forEach((name, t) -> t.set(first.parameters.running().get(name).toArray()));
        second.optimizer.resume(first.optimizer.state(), first.optimizer.steps());
        second.train(4, 10);
        assertSame(whole.weights(), second.weights());
        second.train(10, 11);
        assertNotEquals(whole.weights().get("out.bias")[0], second.weights().get("out.bias")[0]);
      }
    }
  }

  /// The first steps of Adam in double, after algorithm 1 of its paper.
  @Test
  void adamFollowsItsPaper() {
    double[] slope = {0.3, -2, 0.01};
    double[] w = {1, 1, 1};
    double[] m = new double[3];
    double[] v = new double[3];
    try (Run run = new Run(Backend.FFM, 1, new Adam(), false);
        Graph graph = new Graph(run.kernels, run.workers, run.buffers)) {
      Tensor tensor = run.parameters.constant("w", Shape.of(3), 1);
      Tensor gradient = run.parameters.constant("g", Shape.of(3), 0);
      for (int t = 1; t <= 5; t++) {
        for (int i = 0; i < 3; i++) {
          double g = slope[i] * t;
          gradient.set(i, (float) g);
          m[i] = 0.9 * m[i] + 0.1 * g;
          v[i] = 0.999 * v[i] + 0.001 * g * g;
          w[i] -= 0.01 * (m[i] / (1 - Math.pow(0.9, t))) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        run.optimizer.step(graph, List.of(tensor), List.of(gradient), 0.01);
      }
      for (int i = 0; i < 3; i++) {
        assertEquals(w[i], tensor.get(i), 1e-6);
      }
    }
  }

  @Test
  void badRatesAreNamed() {
    assertEquals(
        "momentum = 1.5 is outside [0.0, 1.0)",
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1.5, 0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.9, 1, 1e-8, 0));
    assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
  }
}
