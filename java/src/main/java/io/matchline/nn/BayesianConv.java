package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import java.util.Optional;

/// {@link Conv2d} with weights that are drawn anew in every pass.
///
/// @param weights `[kernel][kernel][inputs][outputs]`
/// @param pad rows and columns of zeros on each side
public record BayesianConv(GaussianWeights weights, int pad) implements Convolution {
  /// @param kernel odd
  public static BayesianConv of(
      Parameters parameters, String name, int kernel, int inputs, int outputs, GaussianStart start) {
    Shape shape = Shape.of(kernel, kernel, inputs, outputs);
    return new BayesianConv(
        GaussianWeights.of(parameters, name, shape, kernel * kernel * inputs, start), kernel / 2);
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return weights.apply(pass, x, (images, drawn) -> images.conv(drawn, pad, pad));
  }

  @Override
  public Optional<Node> sharedWeights(Pass pass) {
    return weights.drawnPerSample(pass) ? Optional.empty() : Optional.of(weights.drawn(pass));
  }
}
