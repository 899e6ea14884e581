package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// x·W + b.
///
/// @param weight `[inputs][outputs]`
/// @param bias `[outputs]`
public record Linear(Tensor weight, Tensor bias) implements Layer {
  /// With normal weights for a ReLU behind it and no bias.
  public static Linear of(Parameters parameters, String name, int inputs, int outputs) {
    return new Linear(
        parameters.he(name + ".weight", Shape.of(inputs, outputs), inputs),
        parameters.constant(name + ".bias", Shape.of(outputs), 0));
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return x.linear(pass.of(weight), pass.of(bias));
  }

  @Override
  public Layer then(Layer next) {
    return next == Relu.LAYER ? (pass, x) -> x.linearRelu(pass.of(weight), pass.of(bias)) : Layer.super.then(next);
  }
}
