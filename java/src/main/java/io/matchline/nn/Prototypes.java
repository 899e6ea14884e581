package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;

/// Few-shot classification by the mean embedding of each class.
///
/// Source: Snell, Swersky, Zemel, *Prototypical networks for few-shot learning*, NeurIPS 2017.
public final class Prototypes {
  private Prototypes() {}

  /// Mean embedding of each class.
  ///
  /// @param support `[samples][elements]`
  /// @param labels of the samples, 0 … classes − 1, each at least once
  /// @return `[classes][elements]`
  public static Node of(Node support, int classes, int... labels) {
    int samples = support.shape().dim(0);
    if (labels.length != samples) {
      throw new IllegalArgumentException("%d labels for support of shape %s".formatted(labels.length, support.shape()));
    }
    int[] members = new int[classes];
    for (int i = 0; i < samples; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d of sample %d is outside 0 … %d".formatted(labels[i], i, classes - 1));
      }
      members[labels[i]]++;
    }
    float[] share = new float[classes * samples];
    for (int i = 0; i < samples; i++) {
      share[labels[i] * samples + i] = 1f / members[labels[i]];
    }
    for (int label = 0; label < classes; label++) {
      if (members[label] == 0) {
        throw new IllegalArgumentException("class %d has no sample".formatted(label));
      }
    }
    return support.graph().constant(Shape.of(classes, samples), share).matmul(support);
  }
}
