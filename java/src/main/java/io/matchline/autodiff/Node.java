package io.matchline.autodiff;

import io.matchline.kernel.BinaryFunction;
import io.matchline.kernel.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A value of a graph, and where it came from if something that can be differentiated is among its origins.
public final class Node {
  private final Graph graph;
  private final Tensor value;
  private final Rule rule;
  private final List<Node> inputs;
  private final int place;

  Node(Graph graph, Tensor value, Rule rule, List<Node> inputs, int place) {
    this.graph = graph;
    this.value = value;
    this.rule = rule;
    this.inputs = inputs;
    this.place = place;
  }

  public Tensor value() {
    return value;
  }

  public Shape shape() {
    return value.shape();
  }

  /// Whether gradients can pass it.
  public boolean tracked() {
    return place >= 0;
  }

  public Graph graph() {
    return graph;
  }

  /// @throws IllegalStateException if it has more than one element
  public float scalar() {
    if (value.size() != 1) {
      throw new IllegalStateException("a tensor of shape %s is no scalar".formatted(shape()));
    }
    return value.get(0);
  }

  Rule rule() {
    return rule;
  }

  public List<Node> inputs() {
    return inputs;
  }

  public Node input(int k) {
    return inputs.get(k);
  }

  /// Position on the graph's tape, −1 if it is not tracked.
  int place() {
    return place;
  }

  public Node negate() {
    return graph.apply(new Rule.Affine(-1, 0), this);
  }

  public Node exp() {
    return graph.apply(new Rule.Unary(UnaryFunction.EXP), this);
  }

  public Node log() {
    return graph.apply(new Rule.Unary(UnaryFunction.LOG), this);
  }

  public Node sqrt() {
    return graph.apply(new Rule.Unary(UnaryFunction.SQRT), this);
  }

  public Node abs() {
    return graph.apply(new Rule.Unary(UnaryFunction.ABS), this);
  }

  /// −1, 0 or 1; its gradient is 0.
  public Node sign() {
    return graph.apply(new Rule.Unary(UnaryFunction.SIGN), this);
  }

  /// 1 above 0, else 0; its gradient is 0.
  public Node step() {
    return graph.apply(new Rule.Unary(UnaryFunction.STEP), this);
  }

  public Node relu() {
    return graph.apply(new Rule.Unary(UnaryFunction.RELU), this);
  }

  public Node sigmoid() {
    return graph.apply(new Rule.Unary(UnaryFunction.SIGMOID), this);
  }

  public Node tanh() {
    return graph.apply(new Rule.Unary(UnaryFunction.TANH), this);
  }

  /// ln(1 + eˣ).
  public Node softplus() {
    return graph.apply(new Rule.Unary(UnaryFunction.SOFTPLUS), this);
  }

  public Node power(float exponent) {
    return graph.apply(new Rule.Power(exponent), this);
  }

  public Node plus(Node other) {
    return graph.apply(new Rule.Binary(BinaryFunction.ADD), this, other);
  }

  public Node minus(Node other) {
    return graph.apply(new Rule.Binary(BinaryFunction.SUBTRACT), this, other);
  }

  public Node times(Node other) {
    return graph.apply(new Rule.Binary(BinaryFunction.MULTIPLY), this, other);
  }

  public Node over(Node other) {
    return graph.apply(new Rule.Binary(BinaryFunction.DIVIDE), this, other);
  }

  /// This times 1 where `other` is above 0, else times 0; the gradient with respect to `other` is 0.
  public Node gate(Node other) {
    return graph.apply(new Rule.Binary(BinaryFunction.GATE), this, other);
  }

  public Node plus(float shift) {
    return graph.apply(new Rule.Affine(1, shift), this);
  }

  public Node times(float scale) {
    return graph.apply(new Rule.Affine(scale, 0), this);
  }

  /// `[rows][inner]` times `[inner][columns]`.
  public Node matmul(Node other) {
    return matmul(false, other, false);
  }

  /// The product of two matrices, either of them turned before.
  Node matmul(boolean turned, Node other, boolean otherTurned) {
    return graph.apply(new Rule.MatMul(turned, otherTurned), this, other);
  }

  /// `[rows][inputs]` times `weight`, `[inputs][outputs]`, plus `bias`, `[outputs]`.
  public Node linear(Node weight, Node bias) {
    return graph.apply(new Rule.Linear(false), this, weight, bias);
  }

  /// The same with a ReLU behind it.
  public Node linearRelu(Node weight, Node bias) {
    return graph.apply(new Rule.Linear(true), this, weight, bias);
  }

  /// Images `[images][height][width][channels]` convolved by `weights`, `[kernelHeight][kernelWidth][channels]
  /// [outChannels]`, with stride 1; beyond their borders the images are 0.
  ///
  /// @param padHeight rows of zeros above and below, 0 … `kernelHeight − 1`
  /// @param padWidth columns of zeros left and right, 0 … `kernelWidth − 1`
  /// @return `[images][height + 2 padHeight − kernelHeight + 1][width + 2 padWidth − kernelWidth + 1][outChannels]`
  public Node conv(Node weights, int padHeight, int padWidth) {
    return graph.apply(new ConvRule.Forward(padHeight, padWidth), this, weights);
  }

  /// Every channel, the last axis, to mean 0 and variance 1 over all samples and places, times `scale` and plus `shift`,
  /// `[channels]` each.
  ///
  /// @param seen is told the moments of the channels, once
  ///
  /// Source: Ioffe, Szegedy, *Batch normalization*, ICML 2015.
  public Node batchNorm(Node scale, Node shift, Consumer<ChannelMoments> seen) {
    return graph.apply(new NormRule.Normalize(seen), this, scale, shift);
  }

  /// Every channel with the given moments to mean 0 and variance 1, times `scale` and plus `shift`, `[channels]` each.
  public Node normalize(ChannelMoments moments, Node scale, Node shift) {
    float[] mean = new float[moments.channels()];
    float[] inverse = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) moments.mean()[c];
      inverse[c] = moments.inverseDeviation(c);
    }
    Shape channels = Shape.of(mean.length);
    return minus(graph.constant(channels, mean)).times(scale.times(graph.constant(channels, inverse))).plus(shift);
  }

  /// {@link #conv}, {@link #normalize}, {@link #relu} where it is wanted and {@link #maxPool} as one operation.
  public Node convBlock(
      Node weights, Node scale, Node shift, int padHeight, int padWidth, boolean relu, ChannelMoments moments) {
    ConvBlock block = new ConvBlock(padHeight, padWidth, relu, Optional.of(moments), seen -> {});
    return graph.apply(block, this, weights, scale, shift);
  }

  /// {@link #conv}, {@link #batchNorm}, {@link #relu} where it is wanted and {@link #maxPool} as one operation with the same
  /// bits, faster and with little memory.
  public Node convBlock(
      Node weights,
      Node scale,
      Node shift,
      int padHeight,
      int padWidth,
      boolean relu,
      Consumer<ChannelMoments> seen) {
    ConvBlock block = new ConvBlock(padHeight, padWidth, relu, Optional.empty(), seen);
    return graph.apply(block, this, weights, scale, shift);
  }

  /// The largest of every 2 × 2 window of `[images][height][width][channels]`, by stride 2; the first of equal ones, row
  /// by row, has the gradient. A last odd row or column is left out.
  ///
  /// @return `[images][⌊height / 2⌋][⌊width / 2⌋][channels]`
  public Node maxPool() {
    Shape pooled = Indices.pooled(shape());
    return graph.apply(new Rule.Gather(Indices.windowMaxima(value, pooled), pooled), this);
  }

  /// {@link #plus} with a bias for every channel, `[channels]`, {@link #relu} and {@link #maxPool} as one operation with the
  /// same bits.
  public Node reluPool(Node bias) {
    return graph.apply(new ReluPool(), this, bias);
  }

  /// The two axes of a matrix exchanged.
  public Node transpose() {
    return permute(1, 0);
  }

  /// @param axes each axis once, in the new order
  public Node permute(int... axes) {
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, IntStream.range(0, shape().rank()).toArray())) {
      throw new IllegalArgumentException("%s is no order of the axes of %s".formatted(Arrays.toString(axes), shape()));
    }
    return graph.apply(new Rule.Permute(IntStream.of(axes).boxed().toList()), this);
  }

  public Node reshape(int... dims) {
    return reshape(Shape.of(dims));
  }

  public Node reshape(Shape shape) {
    return graph.apply(new Rule.Reshape(shape), this);
  }

  /// Sums along the axes that are missing in `shape` or have size 1 there.
  public Node sumTo(Shape shape) {
    if (shape.equals(shape())) {
      return this;
    }
    if (!shape.broadcast(shape()).equals(shape())) {
      throw new IllegalArgumentException("a tensor of shape %s has no sums of shape %s".formatted(shape(), shape));
    }
    return graph.apply(new Rule.SumTo(shape), this);
  }

  public Node broadcastTo(Shape shape) {
    if (shape.equals(shape())) {
      return this;
    }
    if (!shape.broadcast(shape()).equals(shape)) {
      throw new IllegalArgumentException("a tensor of shape %s does not repeat to %s".formatted(shape(), shape));
    }
    return graph.apply(new Rule.BroadcastTo(shape), this);
  }

  /// Sums along the named axes, which keep size 1; along all of them, to a scalar, if none is named.
  public Node sum(int... axes) {
    return sumTo(axes.length == 0 ? Shape.of() : shape().reduced(axes));
  }

  /// Means along the named axes, which keep size 1; along all of them, to a scalar, if none is named.
  public Node mean(int... axes) {
    Node sum = sum(axes);
    return sum.times((float) ((double) sum.shape().size() / shape().size()));
  }

  /// Maxima along an axis, which keeps size 1; the first of equal ones has the gradient.
  public Node max(int axis) {
    return graph.apply(new Rule.Gather(Indices.largest(value, shape().axis(axis)), shape().reduced(axis)), this);
  }

  /// Element i of the result is element `from[i]`, 0 where that is negative.
  public Node gather(int[] from, Shape shape) {
    Indices.check(from, shape.size(), value.size());
    return graph.apply(new Rule.Gather(from, shape), this);
  }

  /// Element `to[i]` of the result is the sum of the elements i; those with a negative `to` are left out.
  public Node scatter(int[] to, Shape shape) {
    Indices.check(to, value.size(), shape.size());
    return graph.apply(new Rule.Scatter(to, shape), this);
  }

  /// The entries `begin` to `end`, exclusive, of an axis.
  public Node slice(int axis, int begin, int end) {
    return gather(Indices.slice(shape(), shape().axis(axis), begin, end),
        Indices.resized(shape(), shape().axis(axis), end - begin));
  }

  /// The entries of the first axis in the order of `rows`, which may repeat: rows of a table.
  public Node rows(int... rows) {
    Indices.checkRows(shape(), rows);
    return graph.apply(new Rule.Rows(rows.clone()), this);
  }

  /// x − ln Σ eˣ along an axis.
  public Node logSoftmax(int axis) {
    return alongLast(axis, new Rule.LogSoftmax());
  }

  /// eˣ / Σ eˣ along an axis.
  public Node softmax(int axis) {
    return alongLast(axis, new Rule.Softmax());
  }

  private Node alongLast(int axis, Rule rule) {
    int[] order = IntStream.range(0, shape().rank()).toArray();
    int at = shape().axis(axis);
    if (at == order.length - 1) {
      return graph.apply(rule, this);
    }
    order[at] = order.length - 1;
    order[order.length - 1] = at;
    return graph.apply(rule, permute(order)).permute(order);
  }

  /// −ln of the softmax's probability of the right class, the mean over the rows of `[samples][classes]`.
  ///
  /// @param labels of the rows, 0 … classes − 1
  public Node crossEntropy(int... labels) {
    return graph.apply(new CrossEntropy(labels.clone()), this);
  }

  /// The value without its origins: nothing is differentiated beyond it.
  public Node detach() {
    return graph.constant(value);
  }
}
