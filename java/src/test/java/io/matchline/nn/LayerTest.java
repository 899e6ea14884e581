package io.matchline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Layers and losses against their formulas in double.
class LayerTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final NoiseFields FIELDS = new NoiseFields(KERNELS, 3);

  private static void withPass(boolean training, BiConsumer<Pass, Parameters> test) {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Parameters parameters = new Parameters(FIELDS);
        Graph graph = new Graph(KERNELS, workers, buffers)) {
      test.accept(new Pass(graph, FIELDS, 0, training), parameters);
    }
  }

  private static Node random(Pass pass, int... dims) {
    Shape shape = Shape.of(dims);
    Random random = new Random(2);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextGaussian() + 1);
    }
    return pass.graph().constant(shape, values);
  }

  @Test
  void batchNormStandardisesChannelsAndKeepsRunningStatistics() {
    withPass(true, (pass, parameters) -> {
      BatchNorm norm = BatchNorm.of(parameters, "norm", 3);
      Node x = random(pass, 5, 4, 3);
      float[] in = x.value().toArray();
      float[] out = norm.apply(pass, x).value().toArray();
      for (int c = 0; c < 3; c++) {
        double mean = 0;
        double square = 0;
        for (int i = c; i < in.length; i += 3) {
          mean += in[i] / 20.0;
        }
        for (int i = c; i < in.length; i += 3) {
          square += (in[i] - mean) * (in[i] - mean) / 20;
        }
        for (int i = c; i < in.length; i += 3) {
          assertEquals((in[i] - mean) / Math.sqrt(square + 1e-5), out[i], 1e-5);
        }
        assertEquals(0.1 * mean, norm.mean().get(c), 1e-6);
        assertEquals(0.9 + 0.1 * square * 20 / 19, norm.variance().get(c), 1e-6);
      }
      Pass evaluation = new Pass(pass.graph(), FIELDS, 1, false);
      float[] later = norm.apply(evaluation, x).value().toArray();
      for (int i = 0; i < in.length; i++) {
        assertEquals(
            (in[i] - norm.mean().get(i % 3)) / Math.sqrt(norm.variance().get(i % 3) + 1e-5), later[i], 1e-5);
      }
    });
  }

  /// The block in one pass over the images, against its parts as operations of their own.
  @Test
  void convBlockIsItsParts() {
    for (boolean relu : new boolean[] {true, false}) {
      withPass(true, (pass, parameters) -> {
        Conv2d conv = Conv2d.of(parameters, "conv", 3, 2, 5);
        BatchNorm norm = BatchNorm.of(parameters, "norm", 5);
        norm.scale().set(new float[] {1, -0.5f, 2, 0.1f, 1});
        norm.shift().set(new float[] {0.2f, 0.4f, -1, 0, 3});
        BatchNorm apart = BatchNorm.of(parameters, "apart", 5);
        apart.scale().set(norm.scale().toArray());
        apart.shift().set(norm.shift().toArray());
        Node x = pass.graph().variable(random(pass, 4, 7, 6, 2).value());
        Node block = new ConvBlock(conv, norm, relu).apply(pass, x);
        Node made = apart.apply(pass, conv.apply(pass, x));
        Node parts = (relu ? made.relu() : made).maxPool();
        assertEquals(Shape.of(4, 3, 3, 5), block.shape());
        assertClose(parts.value().toArray(), block.value().toArray());
        assertClose(apart.mean().toArray(), norm.mean().toArray());
        assertClose(apart.variance().toArray(), norm.variance().toArray());
        Node weights = random(pass, 4, 3, 3, 5);
        List<Node> found = pass.graph().gradients(
            block.times(weights).sum(), List.of(x, pass.of(conv.weight()), pass.of(norm.scale()), pass.of(norm.shift())));
        List<Node> wanted = pass.graph().gradients(
            parts.times(weights).sum(),
            List.of(x, pass.of(conv.weight()), pass.of(apart.scale()), pass.of(apart.shift())));
        for (int k = 0; k < found.size(); k++) {
          assertClose(wanted.get(k).value().toArray(), found.get(k).value().toArray());
        }
      });
    }
  }

  private static void assertClose(float[] wanted, float[] found) {
    assertArrayEquals(wanted, found, 1e-4f);
  }

  /// 4,000 draws: the deviation is known to 1.1 %.
  @Test
  void noiseIsOnInTrainingOnly() {
    withPass(true, (pass, parameters) -> {
      Node x = pass.graph().constant(Shape.of(), 3).broadcastTo(Shape.of(40, 100));
      float[] out = new Noise(0.5).apply(pass, x).value().toArray();
      double square = 0;
      for (float value : out) {
        square += (value - 3) * (value - 3) / out.length;
      }
      assertEquals(0.5, Math.sqrt(square), 4 * 0.011 * 0.5);
      assertNotEquals(out[0], new Noise(0.5).apply(pass, x).value().get(0));
      assertSame(x, new Noise(0.5).apply(new Pass(pass.graph(), FIELDS, 1, false), x));
      assertSame(x, new Noise(0).apply(pass, x));
    });
  }

  /// 3 × 3 weights that are all known: 9 of mean 1 and deviation 0 draw the sum of a window.
  @Test
  void bayesianConvolutionDrawsItsWeights() {
    withPass(true, (pass, parameters) -> {
      BayesianConv conv = BayesianConv.of(parameters, "conv", 3, 1, 400, new GaussianStart(-20, false));
      conv.weights().mean().fill(1);
      Node ones = pass.graph().constant(Shape.of(), 1).broadcastTo(Shape.of(1, 3, 3, 1));
      assertEquals(9, conv.apply(pass, ones).value().get(4 * 400), 1e-5);
      conv.weights().rho().fill(0.2f);
      float[] out = Arrays.copyOfRange(conv.apply(pass, ones).value().toArray(), 4 * 400, 5 * 400);
      double square = 0;
      for (float value : out) {
        square += (value - 9) * (value - 9) / out.length;
      }
      double deviation = 3 * Math.log(1 + Math.exp(0.2));
      assertEquals(deviation, Math.sqrt(square), 4 * deviation / Math.sqrt(800));
    });
  }

  /// One operation for both has the bits of the two, gradients too.
  @Test
  void linearJoinsWithTheReluBehindIt() {
    withPass(true, (pass, parameters) -> {
      Linear linear = Linear.of(parameters, "linear", 7, 70);
      Node x = pass.graph().variable(random(pass, 9, 7).value());
      Layer before = (p, in) -> in.times(2);
      Node joined = before.then(linear).then(Layer.relu()).apply(pass, x);
      Node apart = Layer.relu().apply(pass, linear.apply(pass, x.times(2)));
      assertArrayEquals(apart.value().toArray(), joined.value().toArray());
      List<Tensor> all = List.of(x.value(), linear.weight(), linear.bias());
      pass.set(x.value(), x);
      List<Tensor> wanted = pass.gradients(apart.times(apart).sum(), all);
      List<Tensor> found = pass.gradients(joined.times(joined).sum(), all);
      for (int i = 0; i < all.size(); i++) {
        assertArrayEquals(wanted.get(i).toArray(), found.get(i).toArray());
      }
    });
  }

  @Test
  void layerNormStandardisesEverySample() {
    withPass(true, (pass, parameters) -> {
      float[] out = LayerNorm.of(parameters, "norm", 16).apply(pass, random(pass, 4, 16)).value().toArray();
      for (int s = 0; s < 4; s++) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 16; i++) {
          sum += out[16 * s + i];
          squares += (double) out[16 * s + i] * out[16 * s + i];
        }
        assertEquals(0, sum / 16, 1e-6);
        assertEquals(1, squares / 16, 1e-4);
      }
    });
  }

  /// 60,000 elements: the standard error of the share is 0.0019.
  @Test
  void dropoutLeavesTheMean() {
    withPass(true, (pass, parameters) -> {
      Node ones = pass.graph().constant(Shape.of(), 1).broadcastTo(Shape.of(300, 200));
      float[] out = new Dropout(0.3).apply(pass, ones).value().toArray();
      int kept = 0;
      for (float value : out) {
        assertEquals(value == 0 ? 0 : 1 / 0.7, value, 1e-6);
        kept += value == 0 ? 0 : 1;
      }
      assertEquals(0.7, (double) kept / out.length, 4 * 0.0019);
      Pass evaluation = new Pass(pass.graph(), FIELDS, 1, false);
      assertEquals(60_000, new Dropout(0.3).apply(evaluation, ones).sum().scalar(), 0);
    });
  }

  /// 4,000 draws of a weight of mean 0.5 and deviation softplus(0.2): the means are known to 0.0126 and 0.009.
  @Test
  void bayesianWeightsHaveTheirMomentsAndDivergence() {
    withPass(true, (pass, parameters) -> {
      BayesianLinear layer = BayesianLinear.of(parameters, "bayes", 1, 4_000, new GaussianStart(0.2, false));
      layer.weights().mean().fill(0.5f);
      Node one = pass.graph().constant(Shape.of(1, 1), 1);
      float[] out = layer.apply(pass, one).value().toArray();
      double deviation = Math.log(1 + Math.exp(0.2));
      double sum = 0;
      double squares = 0;
      for (float value : out) {
        sum += value - 1;
        squares += (value - 1.0) * (value - 1);
      }
      assertEquals(0, sum / 4_000, 4 * Math.sqrt(2 * deviation * deviation / 4_000));
      assertEquals(2 * deviation * deviation, squares / 4_000, 4 * 2 * deviation * deviation * Math.sqrt(2.0 / 4_000));
      double each = 0.5 * (deviation * deviation + 0.25 - 1) - Math.log(deviation);
      assertEquals(8_000 * each, layer.divergence(pass).scalar(), 0.1);
    });
  }

  /// y = 2 w₁ − w₂ + b for 2,000 samples: every sample has a draw of its own in training, one for all else.
  @Test
  void localDrawsAreEverySamplesOwn() {
    int samples = 2_000;
    withPass(true, (pass, parameters) -> {
      BayesianLinear layer = BayesianLinear.of(parameters, "bayes", 2, 2, new GaussianStart(0.2, true));
      layer.weights().mean().fill(0.5f);
      Node x = pass.graph().constant(Shape.of(1, 2), 2, -1).broadcastTo(Shape.of(samples, 2));
      float[] out = layer.apply(pass, x).value().toArray();
      double variance = (4 + 1 + 1) * Math.pow(Math.log(1 + Math.exp(0.2)), 2);
      double sum = 0;
      double squares = 0;
      double products = 0;
      for (int i = 0; i < samples; i++) {
        sum += out[2 * i] - 1;
        squares += Math.pow(out[2 * i] - 1, 2);
        products += (out[2 * i] - 1) * (out[2 * i + 1] - 1);
      }
      assertEquals(0, sum / samples, 4 * Math.sqrt(variance / samples));
      assertEquals(variance, squares / samples, 4 * variance * Math.sqrt(2.0 / samples));
      assertEquals(0, products / samples, 4 * variance / Math.sqrt(samples));
    });
    withPass(false, (pass, parameters) -> {
      BayesianLinear layer = BayesianLinear.of(parameters, "bayes", 2, 2, new GaussianStart(0.2, true));
      float[] out = layer.apply(pass, pass.graph().constant(Shape.of(2, 2), 2, -1, 2, -1)).value().toArray();
      assertEquals(out[0], out[2]);
      assertNotEquals(out[0], out[1]);
    });
  }

  /// 400 images of ones: the middle of a 3 × 3 convolution sums nine weights, anew for every image.
  @Test
  void localConvolutionDrawsForEveryImage() {
    int images = 400;
    withPass(true, (pass, parameters) -> {
      BayesianConv conv = BayesianConv.of(parameters, "conv", 3, 1, 1, new GaussianStart(0.2, true));
      conv.weights().mean().fill(1);
      BatchNorm norm = BatchNorm.of(parameters, "norm", 1);
      Node ones = pass.graph().constant(Shape.of(), 1).broadcastTo(Shape.of(images, 3, 3, 1));
      float[] out = conv.apply(pass, ones).value().toArray();
      double square = 0;
      for (int i = 0; i < images; i++) {
        square += Math.pow(out[9 * i + 4] - 9, 2) / images;
      }
      double deviation = 3 * Math.log(1 + Math.exp(0.2));
      assertEquals(deviation, Math.sqrt(square), 4 * deviation / Math.sqrt(2 * images));
      float[] block = new ConvBlock(conv, norm, false).apply(pass, ones).value().toArray();
      assertEquals(images, block.length);
      assertNotEquals(block[0], block[1]);
    });
  }

  @Test
  void lossesAreTheirFormulas() {
    withPass(true, (pass, parameters) -> {
      Node logits = pass.graph().constant(Shape.of(2, 3), 1, 2, 0.5f, -1, 0, 3);
      double first = -2 + Math.log(Math.exp(1) + Math.exp(2) + Math.exp(0.5));
      double second = 1 + Math.log(Math.exp(-1) + 1 + Math.exp(3));
      assertEquals((first + second) / 2, Losses.crossEntropy(logits, 1, 0).scalar(), 1e-6);
      assertEquals(0, Losses.divergence(logits, logits.plus(2)).scalar(), 1e-6);
      Node a = pass.graph().constant(Shape.of(1, 2), 0, 0);
      Node b = pass.graph().constant(Shape.of(1, 2), 1, 1);
      Node c = pass.graph().constant(Shape.of(1, 2), 2, 1);
      assertEquals(0, Losses.triplet(a, b, c, 1).scalar(), 0);
      assertEquals(4, Losses.triplet(a, c, b, 1).scalar(), 0);
      assertEquals(2.5, Losses.meanSquare(a, c).scalar(), 0);
      assertEquals(
          "label 3 of sample 1 is outside 0 … 2",
          assertThrows(IllegalArgumentException.class, () -> Losses.crossEntropy(logits, 1, 3)).getMessage());
    });
  }

  @Test
  void embeddingsAreRowsWhoseGradientsAdd() {
    withPass(true, (pass, parameters) -> {
      Embedding embedding = Embedding.of(parameters, "tokens", 4, 2, 1);
      Node sum = embedding.apply(pass, 2, 0, 2).sum();
      Tensor gradient = pass.gradients(sum, parameters.trained().values()).getFirst();
      assertEquals("[1.0, 1.0, 0.0, 0.0, 2.0, 2.0, 0.0, 0.0]", Arrays.toString(gradient.toArray()));
    });
  }
}
