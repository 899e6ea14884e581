package io.matchline.autodiff;

import io.matchline.kernel.PoolShape;
import java.util.List;
import java.util.function.Consumer;

/// Batch normalisation and its gradients, in the order of sums that {@link ConvBlock} has too. Gradients of the gradients
/// follow from the same formula in operations of {@link Rule}.
sealed interface NormRule extends Rule {
  /// y, scale, shift: every channel, the last axis, to mean 0 and variance 1 over all samples, scaled and shifted.
  ///
  /// @param seen is told the moments once
  record Normalize(Consumer<ChannelMoments> seen) implements NormRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      ChannelMoments moments = Normals.moments(graph, inputs.getFirst());
      seen.accept(moments);
      return Normals.apply(graph, inputs.getFirst(), new Normal(moments, inputs.get(1), inputs.get(2)));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      Node y = node.input(0);
      Graph graph = node.graph();
      return new Node[] {
        y.tracked() ? graph.apply(new OfInput(), y, node.input(1), up) : null,
        node.input(1).tracked() ? graph.apply(new OfScale(), y, up) : null,
        node.input(2).tracked() ? graph.apply(new OfShift(), up) : null
      };
    }
  }

  /// y, scale, dz: the gradient with respect to y.
  record OfInput() implements NormRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Normals.ofInput(graph, inputs.get(0), inputs.get(1), inputs.get(2));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return node.graph().replay(OfInput::formula, node.inputs(), up);
    }

    private static Node formula(List<Node> inputs) {
      Node y = flat(inputs.getFirst());
      Node dz = flat(inputs.get(2));
      Node normal = normal(y);
      Node centred = dz.minus(dz.mean(0)).minus(normal.times(dz.times(normal).mean(0)));
      return centred.times(inputs.get(1)).times(inverse(y)).reshape(inputs.getFirst().shape());
    }
  }

  /// y, dz: the gradient with respect to the scale.
  record OfScale() implements NormRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Normals.ofScale(graph, inputs.get(0), inputs.get(1));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return node.graph().replay(OfScale::formula, node.inputs(), up);
    }

    private static Node formula(List<Node> inputs) {
      Node dz = flat(inputs.get(1));
      return dz.times(normal(flat(inputs.getFirst()))).sumTo(Shape.of(dz.shape().dim(1)));
    }
  }

  /// dz: the gradient with respect to the shift.
  record OfShift() implements NormRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Normals.ofShift(graph, inputs.getFirst());
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {up.broadcastTo(node.input(0).shape())};
    }
  }

  private static Node flat(Node x) {
    PoolShape shape = Normal.geometry(x.shape());
    return x.reshape((int) (shape.images() * shape.pixels()), shape.channels());
  }

  private static Node normal(Node flat) {
    return flat.minus(flat.mean(0)).times(inverse(flat));
  }

  private static Node inverse(Node flat) {
    Node centred = flat.minus(flat.mean(0));
    return centred.times(centred).mean(0).plus((float) ChannelMoments.VARIANCE_LEAST).power(-0.5f);
  }
}
