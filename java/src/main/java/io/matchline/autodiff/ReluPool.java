package io.matchline.autodiff;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.PoolShape;
import io.matchline.kernel.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Images, bias of their channels: the sum of both, ReLU and 2 × 2 max-pooling as one operation, the same bits as one
/// after the other. Where its gradients are to be differentiated, they come from the three operations.
record ReluPool() implements Rule {
  /// Rows of the pooling kernels' coefficients that are not 0 here: z = fma(y, 1, bias), dy = fma(1, g, fma(y, 0, 0)).
  private static final int SCALE = 0;

  private static final int SHIFT = 1;
  private static final int OF_GRADIENT = 4;

  @Override
  public Tensor forward(Graph graph, List<Tensor> inputs) {
    Tensor y = inputs.getFirst();
    Tensor out = graph.tensor(Indices.pooled(y.shape()));
    PoolShape all = Normal.geometry(y.shape());
    MemorySegment coefficients = coefficients(graph, y.shape(), inputs.get(1));
    graph.workers().run(all.images(), 1, images -> graph.kernels().pool(
        part(all, images),
        part(all, images).all(),
        at(y, images, all.elements()),
        coefficients,
        at(out, images, all.pooledElements())));
    return out;
  }

  private static MemorySegment coefficients(Graph graph, Shape images, Tensor bias) {
    int channels = images.dim(3);
    if (bias.size() != channels) {
      throw new IllegalArgumentException("a bias of shape %s for %d channels".formatted(bias.shape(), channels));
    }
    Tensor coefficients = graph.tensor(Shape.of(PoolShape.COEFFICIENTS, channels));
    coefficients.fill(0);
    for (int c = 0; c < channels; c++) {
      coefficients.set(SCALE * channels + c, 1);
      coefficients.set(SHIFT * channels + c, bias.get(c));
      coefficients.set(OF_GRADIENT * channels + c, 1);
    }
    return coefficients.data();
  }

  private static PoolShape part(PoolShape all, Span images) {
    return new PoolShape(images.end() - images.begin(), all.height(), all.width(), all.channels());
  }

  private static MemorySegment at(Tensor tensor, Span images, long elements) {
    return tensor.data().asSlice(images.begin() * elements * Float.BYTES);
  }

  @Override
  public Node[] backward(Node node, Node up) {
    Graph graph = node.graph();
    if (graph.tracking()) {
      return graph.replay(inputs -> inputs.get(0).plus(inputs.get(1)).relu().maxPool(), node.inputs(), up);
    }
    Tensor y = node.input(0).value();
    Tensor dy = graph.tensor(y.shape());
    PoolShape all = Normal.geometry(y.shape());
    MemorySegment coefficients = coefficients(graph, y.shape(), node.input(1).value());
    Kernels kernels = graph.kernels();
    graph.workers().run(all.images(), 1, images -> kernels.poolGradient(
        part(all, images),
        part(all, images).all(),
        at(y, images, all.elements()),
        coefficients,
        at(up.value(), images, all.pooledElements()),
        at(dy, images, all.elements())));
    Node gradient = graph.constant(dy);
    return new Node[] {gradient, node.input(1).tracked() ? gradient.sumTo(node.input(1).shape()) : null};
  }
}
