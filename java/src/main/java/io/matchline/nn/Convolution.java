package io.matchline.nn;

import io.matchline.autodiff.Node;
import java.util.Optional;

/// Convolution by stride 1 of `[images][height][width][channels]`, 0 beyond the borders, without a bias.
public sealed interface Convolution extends Layer permits Conv2d, BayesianConv {
  /// `[kernel][kernel][inputs][outputs]` for one pass; empty if every image has its own.
  Optional<Node> sharedWeights(Pass pass);

  /// Rows and columns of zeros on each side.
  int pad();
}
