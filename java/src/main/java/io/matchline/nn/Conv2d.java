package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import java.util.Optional;

/// Convolution by stride 1 of `[images][height][width][channels]`, 0 beyond the borders, without a bias.
///
/// @param weight `[kernel][kernel][inputs][outputs]`
/// @param pad rows and columns of zeros on each side
public record Conv2d(Tensor weight, int pad) implements Convolution {
  /// With normal weights for a ReLU behind it; the images keep their size.
  ///
  /// @param kernel odd
  public static Conv2d of(Parameters parameters, String name, int kernel, int inputs, int outputs) {
    return new Conv2d(
        parameters.he(name + ".weight", Shape.of(kernel, kernel, inputs, outputs), kernel * kernel * inputs), kernel / 2);
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return x.conv(pass.of(weight), pad, pad);
  }

  @Override
  public Optional<Node> sharedWeights(Pass pass) {
    return Optional.of(pass.of(weight));
  }
}
