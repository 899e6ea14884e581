package io.matchline.autodiff;

import io.matchline.kernel.ConvShape;
import java.util.List;

/// Convolution by stride 1 and the two gradients of it. Each is linear in both of its inputs, and the gradients of all
/// three are these three again, so they close to any order.
///
/// Images are `[images][height][width][channels]`, weights `[kernelHeight][kernelWidth][inChannels][outChannels]`; the
/// order of every sum is that of {@link io.matchline.kernel.Kernels#conv} and
/// {@link io.matchline.kernel.Kernels#convWeights}.
sealed interface ConvRule extends Rule {
  /// Images, weights: their convolution, beyond whose borders the images are 0.
  record Forward(int padHeight, int padWidth) implements ConvRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      ConvShape shape = Convolutions.shape(inputs.get(0).shape(), inputs.get(1).shape(), padHeight, padWidth);
      return Convolutions.forward(graph, shape, inputs.get(0), inputs.get(1));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      ConvShape shape = Convolutions.shape(node.input(0).shape(), node.input(1).shape(), padHeight, padWidth);
      return new Node[] {
        node.input(0).tracked() ? node.graph().apply(new OfImages(shape), up, node.input(1)) : null,
        node.input(1).tracked() ? node.graph().apply(new OfWeights(shape), node.input(0), up) : null
      };
    }
  }

  /// The gradient of a convolution with respect to the images, of the gradient of its result and its weights.
  record OfImages(ConvShape shape) implements ConvRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Convolutions.ofImages(graph, shape, inputs.get(0), inputs.get(1));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {
        node.input(0).tracked() ? up.conv(node.input(1), shape.padHeight(), shape.padWidth()) : null,
        node.input(1).tracked() ? node.graph().apply(new OfWeights(shape), up, node.input(0)) : null
      };
    }
  }

  /// The gradient of a convolution with respect to the weights, of its images and the gradient of its result.
  record OfWeights(ConvShape shape) implements ConvRule {
    @Override
    public Tensor forward(Graph graph, List<Tensor> inputs) {
      return Convolutions.ofWeights(graph, shape, inputs.get(0), inputs.get(1));
    }

    @Override
    public Node[] backward(Node node, Node up) {
      return new Node[] {
        node.input(0).tracked() ? node.graph().apply(new OfImages(shape), node.input(1), up) : null,
        node.input(1).tracked() ? node.input(0).conv(up, shape.padHeight(), shape.padWidth()) : null
      };
    }
  }
}
