package io.matchline.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Gradients of first and second order against central differences, which are summed in double.
final class GradientCheck {
  static final Kernels KERNELS = Backends.open(Backend.FFM);

  private static final double STEP = 0x1p-6;
  private static final double CLOSE = 1e-3;

  private final Workers workers;
  private final Buffers buffers;
  private final Function<List<Node>, Node> function;

  private GradientCheck(Workers workers, Buffers buffers, Function<List<Node>, Node> function) {
    this.workers = workers;
    this.buffers = buffers;
    this.function = function;
  }

  /// Checks L = Σ c · f(inputs) and S = Σ d · ∂L/∂inputs with random weights c and d.
  static void check(Function<List<Node>, Node> function, Tensor... inputs) {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers()) {
      GradientCheck check = new GradientCheck(workers, buffers, function);
      check.compare(check::first, check::firstGradient, "first order", inputs);
      check.compare(check::second, check::secondGradient, "second order", inputs);
    }
  }

  /// Off-heap, for as long as the test runs.
  static Tensor tensor(Shape shape, float... values) {
    Tensor tensor = new Tensor(shape, Arena.ofAuto().allocate((long) shape.size() * Float.BYTES, 64));
    tensor.set(values);
    return tensor;
  }

  /// Elements of one sign each, between `low` and `high` in magnitude, half of them negative where `signed`.
  static Tensor random(Random random, double low, double high, boolean signed, int... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((low + (high - low) * random.nextDouble()) * (signed && random.nextBoolean() ? -1 : 1));
    }
    return tensor(shape, values);
  }

  private void compare(
      ToDoubleFunction<Tensor[]> value, Function<Tensor[], List<float[]>> gradient, String order, Tensor... inputs) {
    List<float[]> found = gradient.apply(inputs);
    for (int k = 0; k < inputs.length; k++) {
      double largest = 0;
      double[] wanted = new double[inputs[k].size()];
      for (int i = 0; i < wanted.length; i++) {
        float before = inputs[k].get(i);
        inputs[k].set(i, (float) (before + STEP));
        double above = value.applyAsDouble(inputs);
        inputs[k].set(i, (float) (before - STEP));
        double below = value.applyAsDouble(inputs);
        inputs[k].set(i, before);
        wanted[i] = (above - below) / (2 * STEP);
        largest = Math.max(largest, Math.abs(wanted[i]));
      }
      for (int i = 0; i < wanted.length; i++) {
        assertEquals(wanted[i], found.get(k)[i], CLOSE * Math.max(largest, 1), order + ", input " + k + ", element " + i);
      }
    }
  }

  private static float[] weights(int seed, int size) {
    Random random = new Random(seed);
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) (random.nextDouble() - 0.5);
    }
    return weights;
  }

  private double first(Tensor[] inputs) {
    try (Graph graph = new Graph(KERNELS, workers, buffers)) {
      Tensor out = function.apply(variables(graph, inputs)).value();
      return weighted(out, 1);
    }
  }

  private static double weighted(Tensor out, int seed) {
    float[] weights = weights(seed, out.size());
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) weights[i] * out.get(i);
    }
    return sum;
  }

  private static List<Node> variables(Graph graph, Tensor[] inputs) {
    List<Node> nodes = new ArrayList<>();
    for (Tensor input : inputs) {
      nodes.add(graph.variable(input));
    }
    return nodes;
  }

  private static Node loss(Graph graph, Node out, int seed) {
    return out.times(graph.constant(out.shape(), weights(seed, out.value().size()))).sum();
  }

  private List<float[]> firstGradient(Tensor[] inputs) {
    try (Graph graph = new Graph(KERNELS, workers, buffers)) {
      List<Node> nodes = variables(graph, inputs);
      return graph.gradients(loss(graph, function.apply(nodes), 1), nodes).stream().map(g -> g.value().toArray()).toList();
    }
  }

  private double second(Tensor[] inputs) {
    double sum = 0;
    List<float[]> gradients = firstGradient(inputs);
    for (int k = 0; k < gradients.size(); k++) {
      sum += weighted(tensor(Shape.of(gradients.get(k).length), gradients.get(k)), 2 + k);
    }
    return sum;
  }

  private List<float[]> secondGradient(Tensor[] inputs) {
    try (Graph graph = new Graph(KERNELS, workers, buffers)) {
      List<Node> nodes = variables(graph, inputs);
      List<Node> gradients = graph.differentiableGradients(loss(graph, function.apply(nodes), 1), nodes);
      Node sum = graph.constant(Shape.of(), 0);
      for (int k = 0; k < gradients.size(); k++) {
        sum = sum.plus(loss(graph, gradients.get(k), 2 + k));
      }
      return graph.gradients(sum, nodes).stream().map(g -> g.value().toArray()).toList();
    }
  }
}
