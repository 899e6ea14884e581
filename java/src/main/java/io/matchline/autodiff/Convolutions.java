package io.matchline.autodiff;

import io.matchline.kernel.ConvShape;
import io.matchline.kernel.Kernels;
import java.lang.foreign.MemorySegment;

/// Calls of the convolution kernels, cut over the graph's workers.
final class Convolutions {
  private Convolutions() {}

  /// @throws IllegalArgumentException if images and weights do not fit each other
  static ConvShape shape(Shape images, Shape weights, int padHeight, int padWidth) {
    if (images.rank() != 4 || weights.rank() != 4 || images.dim(3) != weights.dim(2)) {
      throw new IllegalArgumentException("no convolution of images %s by weights %s".formatted(images, weights));
    }
    return new ConvShape(
        images.dim(0),
        images.dim(1),
        images.dim(2),
        images.dim(3),
        weights.dim(3),
        weights.dim(0),
        weights.dim(1),
        padHeight,
        padWidth);
  }

  static Tensor forward(Graph graph, ConvShape shape, Tensor x, Tensor weights) {
    return multiply(graph, shape, x, weights, false);
  }

  static Tensor ofImages(Graph graph, ConvShape shape, Tensor dy, Tensor weights) {
    return multiply(graph, shape.gradient(), dy, weights, true);
  }

  /// @param turned whether the weights are those of the convolution whose gradient this is
  private static Tensor multiply(Graph graph, ConvShape shape, Tensor from, Tensor weights, boolean turned) {
    Kernels kernels = graph.kernels();
    Tensor to = graph.tensor(
        Shape.of((int) shape.images(), shape.outHeight(), shape.outWidth(), shape.outChannels()));
    try (Scratch packed = graph.scratch(1, shape.packedElements());
        Scratch workspace = graph.scratch(graph.workers().threads(), shape.workspaceElements())) {
      MemorySegment panels = packed.first();
      kernels.convPack(shape, weights.data(), turned, panels);
      graph.workers().run(shape.images(), 1, images ->
          workspace.use(own -> kernels.conv(shape, images, from.data(), panels, own, to.data())));
    }
    return to;
  }

  static Tensor ofWeights(Graph graph, ConvShape shape, Tensor x, Tensor dy) {
    Kernels kernels = graph.kernels();
    Tensor dw = graph.tensor(
        Shape.of(shape.kernelHeight(), shape.kernelWidth(), shape.inChannels(), shape.outChannels()));
    try (Scratch partial = graph.scratch(1, ConvShape.PARTS * shape.weights());
        Scratch workspace = graph.scratch(graph.workers().threads(), shape.workspaceElements())) {
      MemorySegment sums = partial.first();
      sums.fill((byte) 0);
      graph.workers().run(ConvShape.PARTS, 1, parts -> workspace.use(own -> {
        for (long p = parts.begin(); p < parts.end(); p++) {
          kernels.convWeights(shape, shape.part(p), x.data(), dy.data(), own, part(shape, sums, p));
        }
      }));
      kernels.convWeightsSum(shape, sums, dw.data());
    }
    return dw;
  }

  static MemorySegment part(ConvShape shape, MemorySegment partial, long part) {
    return partial.asSlice(part * shape.weights() * Float.BYTES, shape.weights() * Float.BYTES);
  }
}
