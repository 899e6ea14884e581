package io.matchline.nn;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A network with an optimizer that trains on one batch of random numbers.
final class TrainingCase implements AutoCloseable {
  private static final int WAYS = 20;
  private static final int SHOTS = 5;
  private static final int QUERIES = 5;
  private static final int SEED = 7;

  private final Kernels kernels = Backends.open(Backend.FFM);
  private final Workers workers;
  private final Buffers buffers = new Buffers();
  private final Arena arena = Arena.ofShared();
  private final NoiseFields fields = new NoiseFields(kernels, SEED);
  private final Parameters parameters = new Parameters(fields);
  private final Layer network;
  private final Tensor batch;
  private final int[] labels;
  private final boolean episode;
  private final Optimizer optimizer;
  private final double rate;
  private int steps;

  /// @param name mlp-sgd, mlp-adam, lenet-adam or conv4-adam
  TrainingCase(String name, int threads) {
    workers = new Workers(threads);
    episode = name.startsWith("conv4");
    network = switch (name.substring(0, name.indexOf('-'))) {
      case "mlp" -> dense(784, 256, 128, 10);
      case "lenet" -> convolved("conv1", 1, 6, 2).then(convolved("conv2", 6, 16, 0)).then(Layer.flatten())
          .then(dense(400, 120, 84, 10));
      case "conv4" -> conv4();
      default -> throw new IllegalArgumentException("no case " + name);
    };
    batch = name.startsWith("mlp")
        ? random(Shape.of(64, 784))
        : random(Shape.of(episode ? WAYS * (SHOTS + QUERIES) : 64, 28, 28, 1));
    labels = episode
        ? IntStream.range(0, WAYS * QUERIES).map(i -> i / QUERIES).toArray()
        : IntStream.range(0, 64).map(i -> i * 7 % 10).toArray();
    optimizer = name.endsWith("sgd") ? new Sgd(0, 0) : new Adam();
    rate = name.endsWith("sgd") ? 0.01 : 1e-3;
  }

  private Layer dense(int... sizes) {
    Layer layers = Linear.of(parameters, "dense1", sizes[0], sizes[1]);
    for (int i = 2; i < sizes.length; i++) {
      layers = layers.then(Layer.relu()).then(Linear.of(parameters, "dense" + i, sizes[i - 1], sizes[i]));
    }
    return layers;
  }

  /// Convolution by 5 × 5 with a bias, ReLU, pool.
  private Layer convolved(String name, int inputs, int outputs, int pad) {
    Tensor weight = parameters.he(name + ".weight", Shape.of(5, 5, inputs, outputs), 25 * inputs);
    Tensor bias = parameters.constant(name + ".bias", Shape.of(outputs), 0);
    return (pass, x) -> x.conv(pass.of(weight), pad, pad).reluPool(pass.of(bias));
  }

  private Layer conv4() {
    Layer layers = block("block1", 1);
    for (int i = 2; i <= 4; i++) {
      layers = layers.then(block("block" + i, 64));
    }
    return layers.then(Layer.flatten());
  }

  private Layer block(String name, int inputs) {
    Conv2d conv = Conv2d.of(parameters, name, 3, inputs, 64);
    return new ConvBlock(conv, BatchNorm.of(parameters, name + ".norm", 64), true);
  }

  private Tensor random(Shape shape) {
    Tensor tensor = new Tensor(shape, arena.allocate((long) shape.size() * Float.BYTES, 64));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, (float) random.nextDouble(-1, 1));
    }
    return tensor;
  }

  /// Parameters, batch and labels.
  List<float[]> parts() {
    List<float[]> parts = new ArrayList<>(parameters.trained().values().stream().map(Tensor::toArray).toList());
    parts.add(batch.toArray());
    float[] right = new float[labels.length];
    IntStream.range(0, right.length).forEach(i -> right[i] = labels[i]);
    parts.add(right);
    return parts;
  }

  private Node loss(Pass pass) {
    Node out = network.apply(pass, pass.graph().constant(batch));
    if (!episode) {
      return Losses.crossEntropy(out, labels);
    }
    int support = WAYS * SHOTS;
    Node centres = Prototypes.of(out.slice(0, 0, support), WAYS, IntStream.range(0, support).map(i -> i / SHOTS).toArray());
    Node queries = out.slice(0, support, support + WAYS * QUERIES);
    return Losses.crossEntropy(Similarity.SQUARED_L2.of(queries, centres), labels);
  }

  /// Gradients in the order of the parameters, and the loss as the last one.
  List<float[]> gradients() {
    try (Graph graph = new Graph(kernels, workers, buffers)) {
      Pass pass = new Pass(graph, fields, steps, true);
      Node loss = loss(pass);
      List<float[]> all = new ArrayList<>();
      pass.gradients(loss, parameters.trained().values()).forEach(gradient -> all.add(gradient.toArray()));
      all.add(new float[] {loss.scalar()});
      return all;
    }
  }

  void step() {
    try (Graph graph = new Graph(kernels, workers, buffers)) {
      Pass pass = new Pass(graph, fields, steps++, true);
      Node loss = loss(pass);
      optimizer.step(graph, parameters.trained().values(), pass.gradients(loss, parameters.trained().values()), rate);
    }
  }

  String level() {
    return kernels.level().key();
  }

  @Override
  public void close() {
    parameters.close();
    arena.close();
    buffers.close();
    workers.close();
  }
}
