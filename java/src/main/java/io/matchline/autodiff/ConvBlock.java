package io.matchline.autodiff;

import io.matchline.kernel.ConvShape;
import io.matchline.kernel.PoolShape;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Images, weights, scale, shift: convolution, batch normalisation, ReLU if there is one and 2 × 2 max-pooling as one
/// operation, the same bits as one after the other. It keeps what the convolution gave, or nothing of the size of the images where computing
/// that again is cheap. Its gradients of first order are one operation too; where they are to be differentiated, they
/// come from the four operations. With moments that are given, it is one pass and keeps nothing; its gradients come from the
/// four operations, too.
final class ConvBlock implements Rule {
  /// Weights of an output channel up to which the convolution is computed again instead of kept.
  private static final int CHEAP = 32;

  private final int padHeight;
  private final int padWidth;
  private final boolean relu;
  private final Optional<ChannelMoments> given;
  private final Consumer<ChannelMoments> seen;
  private BlockPass pass;

  /// @param given moments in place of those of the batch
  /// @param seen is told those of the batch once
  ConvBlock(
      int padHeight, int padWidth, boolean relu, Optional<ChannelMoments> given, Consumer<ChannelMoments> seen) {
    this.padHeight = padHeight;
    this.padWidth = padWidth;
    this.relu = relu;
    this.given = given;
    this.seen = seen;
  }

  @Override
  public Tensor forward(Graph graph, List<Tensor> inputs) {
    ConvShape conv = Convolutions.shape(inputs.get(0).shape(), inputs.get(1).shape(), padHeight, padWidth);
    PoolShape pool = new PoolShape(conv.images(), conv.outHeight(), conv.outWidth(), conv.outChannels());
    Shape pooled = Indices.pooled(Shape.of((int) conv.images(), pool.height(), pool.width(), pool.channels()));
    MemorySegment kept = conv.depth() <= CHEAP || given.isPresent()
        ? null
        : graph.tensor(Shape.of(Math.toIntExact(conv.images() * conv.outElements()))).data();
    Tensor coefficients = graph.tensor(Shape.of(PoolShape.COEFFICIENTS, pool.channels()));
    coefficients.fill(relu ? 0 : Float.NEGATIVE_INFINITY);
    pass = new BlockPass(graph, conv, pool, inputs.get(0), inputs.get(1), kept, coefficients.data());
    ChannelMoments moments = given.orElseGet(pass::moments);
    if (given.isEmpty()) {
      seen.accept(moments);
    }
    new Normal(moments, inputs.get(2), inputs.get(3)).write(coefficients.data());
    return pass.pooled(pooled);
  }

  @Override
  public Node[] backward(Node node, Node up) {
    Graph graph = node.graph();
    if (graph.tracking() || given.isPresent()) {
      return graph.replay(this::composite, node.inputs(), up);
    }
    return pass.gradients(graph, node, up.value());
  }

  private Node composite(List<Node> inputs) {
    Node made = inputs.getFirst().conv(inputs.get(1), padHeight, padWidth);
    Node normal = given.isPresent()
        ? made.normalize(given.get(), inputs.get(2), inputs.get(3))
        : made.batchNorm(inputs.get(2), inputs.get(3), moments -> {});
    return (relu ? normal.relu() : normal).maxPool();
  }
}
