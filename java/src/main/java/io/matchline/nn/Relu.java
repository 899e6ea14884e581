package io.matchline.nn;

import io.matchline.autodiff.Node;

/// ReLU as a layer that others can join with.
enum Relu implements Layer {
  LAYER;

  @Override
  public Node apply(Pass pass, Node x) {
    return x.relu();
  }
}
