package io.matchline.nn;

import io.matchline.autodiff.Node;

/// Convolution by stride 1 of `[images][height][width][channels]`, 0 beyond the borders, without a bias.
public sealed interface Convolution extends Layer permits Conv2d, BayesianConv {
  /// `[kernel][kernel][inputs][outputs]`, for one pass.
  Node weights(Pass pass);

  /// Rows and columns of zeros on each side.
  int pad();

  @Override
  default Node apply(Pass pass, Node x) {
    return x.conv(weights(pass), pad(), pad());
  }
}
