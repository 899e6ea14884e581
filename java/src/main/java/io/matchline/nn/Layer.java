package io.matchline.nn;

import io.matchline.autodiff.Node;

/// A part of a network.
@FunctionalInterface
public interface Layer {
  /// @param x a batch, its first axis counts the samples
  Node apply(Pass pass, Node x);

  /// This layer, then the other one, as one operation where there is one for both.
  default Layer then(Layer next) {
    return new Chain(this, next);
  }

  /// ReLU, element by element.
  static Layer relu() {
    return Relu.LAYER;
  }

  /// `[samples][…]` to `[samples][elements]`.
  static Layer flatten() {
    return (pass, x) -> x.reshape(x.shape().dim(0), x.value().size() / x.shape().dim(0));
  }
}
