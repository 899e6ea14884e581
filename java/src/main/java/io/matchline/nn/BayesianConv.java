package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;

/// {@link Conv2d} with weights that are drawn anew in every pass.
///
/// @param weights `[kernel][kernel][inputs][outputs]`
/// @param pad rows and columns of zeros on each side
public record BayesianConv(GaussianWeights weights, int pad) implements Convolution {
  /// @param kernel odd
  /// @param rho initial ρ, for example −5
  public static BayesianConv of(
      Parameters parameters, String name, int kernel, int inputs, int outputs, float rho) {
    Shape shape = Shape.of(kernel, kernel, inputs, outputs);
    return new BayesianConv(
        GaussianWeights.of(parameters, name, shape, kernel * kernel * inputs, rho), kernel / 2);
  }

  @Override
  public Node weights(Pass pass) {
    return weights.drawn(pass);
  }
}
