package io.matchline.nn;

import io.matchline.autodiff.Node;

/// Two layers, of which the second may join with what comes next.
record Chain(Layer first, Layer second) implements Layer {
  @Override
  public Node apply(Pass pass, Node x) {
    return second.apply(pass, first.apply(pass, x));
  }

  @Override
  public Layer then(Layer next) {
    return new Chain(first, second.then(next));
  }
}
