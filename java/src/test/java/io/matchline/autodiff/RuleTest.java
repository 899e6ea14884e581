package io.matchline.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.kernel.ConvShape;
import io.matchline.kernel.BinaryFunction;
import io.matchline.kernel.UnaryFunction;
import io.matchline.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the table against central differences, twice.
class RuleTest {
  /// @param covers constants and classes of the rules it checks
  record Case(String covers, Function<List<Node>, Node> function, List<Tensor> inputs) {
    @Override
    public String toString() {
      return covers;
    }
  }

  /// Images of 4 × 4 of two channels to 4 × 3 of three channels.
  private static final ConvShape SHAPE = new ConvShape(2, 4, 4, 2, 3, 3, 2, 1, 0);
  private static final Rule OF_IMAGES = new ConvRule.OfImages(SHAPE);
  private static final Rule OF_WEIGHTS = new ConvRule.OfWeights(SHAPE);

  private static Case of(String covers, Function<List<Node>, Node> function, Tensor... inputs) {
    return new Case(covers, function, List.of(inputs));
  }

  private static Case unary(String covers, Function<Node, Node> function, boolean signed) {
    return of(covers, in -> function.apply(in.getFirst()), signed ? some(7, 3) : positive(7, 3));
  }

  private static Tensor some(int... dims) {
    return GradientCheck.random(new Random(dims.length), 0.3, 1.2, true, dims);
  }

  private static Tensor positive(int... dims) {
    return GradientCheck.random(new Random(5), 0.6, 1.4, false, dims);
  }

  private static Tensor small(int... dims) {
    return GradientCheck.random(new Random(6), 0.05, 0.3, true, dims);
  }

  /// No two elements are so near that a difference quotient exchanges them.
  private static Tensor distinct(int... dims) {
    Tensor tensor = some(dims);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, 29 * i % tensor.size() / 16f - 2);
    }
    return tensor;
  }

  static Stream<Case> cases() {
    int[] pick = {3, -1, 0, 3, 5, 2, -1, 1};
    return Stream.of(
        unary("negate", Node::negate, true),
        unary("EXP", Node::exp, true),
        unary("LOG", Node::log, false),
        unary("SQRT", Node::sqrt, false),
        unary("ABS", x -> x.abs().times(x), true),
        unary("SIGN", x -> x.sign().times(x).times(x), true),
        unary("RELU", x -> x.relu().times(x), true),
        unary("STEP", x -> x.step().times(x).times(x), true),
        unary("SIGMOID", Node::sigmoid, true),
        unary("TANH", Node::tanh, true),
        unary("SOFTPLUS", Node::softplus, true),
        unary("Power", x -> x.power(2.5f), false),
        unary("Affine", x -> x.times(x).times(3).plus(0.5f), true),
        of("ADD", in -> in.get(0).plus(in.get(1)).exp(), some(2, 3, 4), some(3, 1)),
        of("SUBTRACT", in -> in.get(0).minus(in.get(1)).exp(), some(3, 1), some(2, 1, 4)),
        of("MULTIPLY", in -> in.get(0).times(in.get(1)), some(4), some(5, 4)),
        of("DIVIDE", in -> in.get(0).over(in.get(1)), some(5, 4), positive(5, 1)),
        of("MatMul", in -> in.get(0).matmul(in.get(1)), some(3, 5), some(5, 4)),
        of("turned A", in -> in.get(0).matmul(true, in.get(1), false).exp(), some(5, 3), some(5, 4)),
        of("turned B", in -> in.get(0).matmul(false, in.get(1), true).exp(), some(3, 5), some(4, 5)),
        of("turned both", in -> in.get(0).matmul(true, in.get(1), true).exp(), some(5, 3), some(4, 5)),
        of("Linear", in -> in.get(0).linear(in.get(1), in.get(2)).exp(), some(3, 5), some(5, 4), some(4)),
        of("Linear with ReLU", in -> in.get(0).linearRelu(in.get(1), in.get(2)).times(in.get(0).sum()),
            some(3, 5), some(5, 4), some(4)),
        of("Permute", in -> in.get(0).permute(2, 0, 1).times(in.get(1)).exp(), some(2, 3, 4), some(4, 2, 3)),
        of("Reshape", in -> in.get(0).reshape(6, 4).exp(), some(2, 3, 4)),
        of("SumTo", in -> in.get(0).sum(0, 2).exp(), some(2, 3, 2)),
        of("BroadcastTo", in -> in.get(0).broadcastTo(Shape.of(2, 3, 4)).times(in.get(1)).exp(), some(3, 1), some(4)),
        of("Gather", in -> in.get(0).gather(pick, Shape.of(2, 4)).exp(), some(6)),
        of("Scatter", in -> in.get(0).scatter(pick, Shape.of(6)).exp(), some(8)),
        of("StraightThrough", in -> in.get(0).graph().straightThrough(in.get(0).exp(), x -> x), some(5)),
        of("Custom", in -> in.get(0).graph().custom("square", RuleTest::square,
            (node, up) -> new Node[] {up.times(node.input(0)).times(2)}, in.get(0)), some(5)),
        of("Checkpoint", in -> in.get(0).graph().checkpoint(
            part -> part.get(0).exp().times(part.get(1)).tanh(), in.get(0).times(in.get(1)), in.get(1)), some(4), some(4)),
        of("Forward", in -> in.get(0).conv(in.get(1), 1, 0).exp(), some(2, 4, 3, 2), small(3, 2, 2, 3)),
        of("OfImages", in -> in.get(1).graph().apply(OF_IMAGES, in.get(0), in.get(1)).exp(), some(2, 4, 3, 3),
            small(3, 2, 2, 3)),
        of("OfWeights", in -> in.get(1).graph().apply(OF_WEIGHTS, in.get(0), in.get(1)).times(0.2f).exp(),
            some(2, 4, 4, 2), small(2, 4, 3, 3)),
        of("Normalize", in -> in.get(0).batchNorm(in.get(1), in.get(2), moments -> {}).exp(),
            some(2, 3, 5, 2), some(2), some(2)),
        of("OfInput", in -> in.get(0).graph().apply(new NormRule.OfInput(), in.get(0), in.get(1), in.get(2)).exp(),
            some(7, 3), some(3), some(7, 3)),
        of("OfScale", in -> in.get(0).graph().apply(new NormRule.OfScale(), in.get(0), in.get(1)).times(0.2f).exp(),
            some(2, 3, 3, 2), small(2, 3, 3, 2)),
        of("OfShift", in -> in.get(0).graph().apply(new NormRule.OfShift(), in.get(0)).times(0.2f).exp(),
            some(2, 3, 3, 2)),
        of("ConvBlock", in -> in.get(0).convBlock(in.get(1), in.get(2), in.get(3), 1, 1, true, moments -> {}).exp(),
            some(2, 4, 4, 2), some(3, 3, 2, 2), some(2), some(2)),
        of("maxPool", in -> in.get(0).maxPool().exp(), distinct(2, 5, 4, 2)),
        of("max", in -> in.get(0).max(1).exp(), GradientCheck.tensor(Shape.of(2, 3), 1, 0.2f, 0.5f, -1, 0.3f, -0.4f)),
        of("mean", in -> in.get(0).mean(-1).exp(), some(3, 4)),
        of("slice", in -> in.get(0).slice(1, 1, 3).exp(), some(2, 4, 2)),
        of("ReluPool", in -> in.get(0).reluPool(in.get(1)).times(in.get(0).sum()), spread(2, 5, 4, 3), some(3)),
        of("GATE", in -> in.get(0).gate(in.get(1)).times(in.get(0)).times(in.get(1)), some(5, 4), some(4)),
        of("Rows", in -> in.get(0).rows(2, 0, 2).exp(), some(3, 2)),
        of("AddRows", in -> in.get(0).graph().apply(new Rule.AddRows(new int[] {2, 0, 2}, Shape.of(4, 2)), in.get(0)).exp(),
            some(3, 2)),
        of("concat", in -> in.get(0).graph().concat(1, in.get(0), in.get(1)).exp(), some(2, 3), some(2, 1)),
        of("LogSoftmax", in -> in.get(0).logSoftmax(1), some(3, 4)),
        of("logSoftmax along the first axis", in -> in.get(0).logSoftmax(0), some(3, 4, 2)),
        of("Softmax", in -> in.get(0).softmax(-1), some(3, 4)),
        of("CrossEntropy", in -> in.get(0).crossEntropy(2, 0, 3, 1, 1).times(in.get(0).sum()), some(5, 4)));
  }

  private static Tensor square(List<Tensor> inputs) {
    float[] x = inputs.getFirst().toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
    return GradientCheck.tensor(inputs.getFirst().shape(), x);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfFirstAndSecondOrder(Case c) {
    GradientCheck.check(c.function, c.inputs.toArray(Tensor[]::new));
  }

  @Test
  void noRuleIsWithoutItsCase() {
    Set<String> rules = new TreeSet<>();
    List<Class<?>> all = new ArrayList<>(List.of(Rule.class.getPermittedSubclasses()));
    for (Class<?> table : List.of(ConvRule.class, NormRule.class)) {
      all.remove(table);
      all.addAll(List.of(table.getPermittedSubclasses()));
    }
    all.removeAll(List.of(Rule.Unary.class, Rule.Binary.class));
    all.forEach(rule -> rules.add(rule.getSimpleName()));
    Stream.of(UnaryFunction.values(), BinaryFunction.values())
        .flatMap(Arrays::stream)
        .forEach(function -> rules.add(function.name()));
    Set<String> covered = new TreeSet<>(cases().map(Case::covers).toList());
    rules.removeAll(covered);
    assertEquals(Set.of(), rules);
  }

  /// Neighbours far enough apart for central differences through maxima.
  private static Tensor spread(int... dims) {
    Tensor tensor = some(dims);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, (i * 37 % tensor.size() - 0.45f * tensor.size()) * 0.08f);
    }
    return tensor;
  }

  /// One operation for bias, ReLU and pooling has the bits of the three, gradients too.
  @Test
  void reluPoolHasTheBitsOfItsParts() {
    try (Workers workers = new Workers(2);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Node y = graph.variable(some(3, 7, 6, 5));
      Node bias = graph.variable(some(5));
      Node joined = y.reluPool(bias);
      Node apart = y.plus(bias).relu().maxPool();
      assertArrayEquals(apart.value().toArray(), joined.value().toArray());
      List<Node> found = graph.gradients(joined.times(joined).sum(), List.of(y, bias));
      List<Node> wanted = graph.gradients(apart.times(apart).sum(), List.of(y, bias));
      for (int k = 0; k < 2; k++) {
        assertArrayEquals(
            wanted.get(k).plus(0).value().toArray(), found.get(k).plus(0).value().toArray(), "gradient " + k);
      }
      assertEquals(
          "a bias of shape [2] for 5 channels",
          assertThrows(IllegalArgumentException.class, () -> y.reluPool(graph.constant(some(2)))).getMessage());
    }
  }

  /// The error that cross entropy keeps has the bits of the one that can be differentiated.
  @Test
  void crossEntropyHasOneGradient() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Node x = graph.variable(some(7, 40));
      Node loss = x.crossEntropy(3, 1, 39, 20, 7, 0, 5).times(3);
      assertArrayEquals(
          graph.gradients(loss, List.of(x)).getFirst().value().toArray(),
          graph.differentiableGradients(loss, List.of(x)).getFirst().value().toArray());
    }
  }

  /// Sums of all patterns of axes against sums in double.
  @Test
  void sumsAlongAnyAxes() {
    Random random = new Random(4);
    int[] dims = {3, 2, 1, 35, 2};
    try (Workers workers = new Workers(2);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Tensor x = GradientCheck.random(random, 0.1, 1, true, dims);
      for (int pattern = 0; pattern < 32; pattern++) {
        int[] kept = dims.clone();
        for (int axis = 0; axis < 5; axis++) {
          kept[axis] = (pattern >> axis & 1) == 1 ? 1 : dims[axis];
        }
        double[] wanted = new double[Shape.of(kept).size()];
        for (int i = 0; i < x.size(); i++) {
          int at = 0;
          for (int axis = 0, rest = i, left = x.size(); axis < 5; axis++) {
            left /= dims[axis];
            at = at * kept[axis] + rest / left % kept[axis];
            rest %= left;
          }
          wanted[at] += x.get(i);
        }
        float[] found = graph.constant(x).sumTo(Shape.of(kept)).value().toArray();
        for (int i = 0; i < wanted.length; i++) {
          assertEquals(wanted[i], found[i], 1e-5, Arrays.toString(kept));
        }
        float[] again = graph.constant(Shape.of(kept), found).broadcastTo(x.shape()).value().toArray();
        float[] plus = graph.constant(Shape.of(kept), found).plus(graph.constant(x).times(0)).value().toArray();
        assertArrayEquals(again, plus);
      }
    }
  }

  @Test
  void straightThroughTakesTheHardwareValueAndTheIdealGradient() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Node x = graph.variable(GradientCheck.tensor(Shape.of(3), 0.2f, -0.7f, 1.4f));
      Node rounded = graph.straightThrough(x.times(2), value -> GradientCheck.tensor(Shape.of(3), 0, -1, 3));
      assertArrayEquals(new float[] {0, -1, 3}, rounded.value().toArray());
      assertArrayEquals(
          new float[] {2, 2, 2}, graph.gradients(rounded.sum(), List.of(x)).getFirst().value().toArray());
    }
  }

  @Test
  void whatDoesNotMatterHasGradientZeroAndWhatIsUntrackedNone() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Node x = graph.variable(GradientCheck.tensor(Shape.of(2), 1, 2));
      Node y = graph.variable(GradientCheck.tensor(Shape.of(2), 3, 4));
      Node loss = graph.untracked(() -> x.times(y)).times(x).sum();
      List<Node> gradients = graph.gradients(loss, List.of(x, y));
      assertArrayEquals(new float[] {3, 8}, gradients.get(0).value().toArray());
      assertArrayEquals(new float[] {0, 0}, gradients.get(1).value().toArray());
      Node constant = x.detach();
      assertThrows(IllegalArgumentException.class, () -> graph.gradients(loss, List.of(constant)));
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    try (Workers workers = new Workers(1);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      Node x = graph.variable(some(2, 3));
      Node y = graph.variable(some(2, 4));
      assertEquals(
          "shapes [2 × 3] and [2 × 4] do not fit each other",
          assertThrows(IllegalArgumentException.class, () -> x.plus(y)).getMessage());
      assertEquals(
          "no product of shapes [2 × 3] and [2 × 4]",
          assertThrows(IllegalArgumentException.class, () -> x.matmul(y)).getMessage());
      assertThrows(IllegalArgumentException.class, () -> x.slice(1, 2, 4));
      assertThrows(IllegalArgumentException.class, () -> x.rows(2));
      assertThrows(IllegalArgumentException.class, () -> x.permute(0, 0));
      assertThrows(IllegalStateException.class, () -> graph.gradients(x, List.of(x)));
    }
  }
}
