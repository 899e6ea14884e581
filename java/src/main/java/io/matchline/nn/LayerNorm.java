package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// Every sample's last axis to mean 0 and variance 1, then scaled and shifted.
///
/// Source: Ba, Kiros, Hinton, *Layer normalization*, arXiv 1607.06450.
public record LayerNorm(Tensor scale, Tensor shift) implements Layer {
  private static final float VARIANCE_LEAST = 1e-5f;

  public static LayerNorm of(Parameters parameters, String name, int features) {
    return new LayerNorm(
        parameters.constant(name + ".scale", Shape.of(features), 1),
        parameters.constant(name + ".shift", Shape.of(features), 0));
  }

  @Override
  public Node apply(Pass pass, Node x) {
    return standard(x, -1).times(pass.of(scale)).plus(pass.of(shift));
  }

  /// Mean 0 and variance 1 along axes.
  static Node standard(Node x, int... axes) {
    Node centred = x.minus(x.mean(axes));
    Node variance = centred.times(centred).mean(axes);
    return centred.over(variance.plus(VARIANCE_LEAST).sqrt());
  }
}
