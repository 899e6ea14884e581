package io.matchline.train;

import io.matchline.autodiff.Buffers;
import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.data.Image;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.nn.GaussianWeights;
import io.matchline.nn.Layer;
import io.matchline.nn.Parameters;
import io.matchline.nn.Pass;
import io.matchline.noise.NoiseFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An embedding network with its parameters. Its initial values are a function of the seed.
public final class EmbeddingModel implements AutoCloseable {
  /// Images that pass the network together in tests; any number gives the same embeddings.
  private static final int BATCH = 100;

  /// Passes of tests are numbered from here on, those of training from 0.
  private static final int TEST_EVENT = 1 << 30;

  private final Kernels kernels;
  private final NoiseFields fields;
  private final Parameters parameters;
  private final Layer network;
  private final List<GaussianWeights> distributions = new ArrayList<>();
  private final int side;
  private final int elements;
  private final int testSamples;
  private final float limit;

  /// @param side pixels of the images along a side
  public EmbeddingModel(EmbeddingNetwork network, int side, Method method, long seed, Kernels kernels) {
    this(network, side, method, 0, seed, kernels);
  }

  /// @param side pixels of the images along a side
  /// @param limit l: an element x of an embedding becomes l·tanh(x / l); 0: it stays
  public EmbeddingModel(
      EmbeddingNetwork network, int side, Method method, double limit, long seed, Kernels kernels) {
    this.limit = (float) limit;
    this.kernels = kernels;
    this.side = side;
    this.elements = network.elements(side);
    this.fields = new NoiseFields(kernels, seed);
    this.parameters = new Parameters(fields);
    this.testSamples = method instanceof Method.Bayesian b ? b.testSamples() : 1;
    this.network = network.build(LayerMaker.of(parameters, method, distributions), side);
  }

  public Parameters parameters() {
    return parameters;
  }

  public int side() {
    return side;
  }

  /// Elements of an embedding.
  int elements() {
    return elements;
  }

  NoiseFields fields() {
    return fields;
  }

  Kernels kernels() {
    return kernels;
  }

  /// Weights that are distributions, none unless the method is Bayesian.
  List<GaussianWeights> distributions() {
    return distributions;
  }

  /// Embeddings `[images][elements]` in a pass.
  ///
  /// @param pixels `[images][side][side]`
  Node embed(Pass pass, int images, float[] pixels) {
    Node free = network.apply(pass, pass.graph().constant(Shape.of(images, side, side, 1), pixels));
    return limit > 0 ? free.times(1 / limit).tanh().times(limit) : free;
  }

  /// Embeddings `[images][elements]` by the running statistics; of weights that are distributions the mean over draws,
  /// which are the same for every image.
  public float[][] embed(List<Image> images, Workers workers) {
    float[][] embeddings = new float[images.size()][];
    try (Buffers buffers = new Buffers()) {
      for (int begin = 0; begin < embeddings.length; begin += BATCH) {
        List<Image> batch = images.subList(begin, Math.min(begin + BATCH, embeddings.length));
        float[] flat = mean(batch, workers, buffers);
        int elements = flat.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
          embeddings[begin + i] = Arrays.copyOfRange(flat, i * elements, (i + 1) * elements);
        }
      }
    }
    return embeddings;
  }

  private float[] mean(List<Image> batch, Workers workers, Buffers buffers) {
    float[] pixels = new float[batch.size() * side * side];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).ink(), 0, pixels, i * side * side, side * side);
    }
    double[] sum = null;
    for (int draw = 0; draw < testSamples; draw++) {
      try (Graph graph = new Graph(kernels, workers, buffers)) {
        Pass pass = new Pass(graph, fields, TEST_EVENT + draw, false);
        float[] values = graph.untracked(() -> embed(pass, batch.size(), pixels)).value().toArray();
        sum = sum == null ? new double[values.length] : sum;
        for (int i = 0; i < values.length; i++) {
          sum[i] += values[i];
        }
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / testSamples);
    }
    return mean;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
