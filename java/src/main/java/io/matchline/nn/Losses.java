package io.matchline.nn;

import io.matchline.autodiff.Node;

/// What training makes small; each a mean over the samples, a scalar.
public final class Losses {
  private Losses() {}

  /// −ln of the probability of the right class.
  ///
  /// @param logits `[samples][classes]`
  /// @param labels of the samples, 0 … classes − 1
  public static Node crossEntropy(Node logits, int... labels) {
    int classes = logits.shape().dim(1);
    if (labels.length != logits.shape().dim(0)) {
      throw new IllegalArgumentException("%d labels for logits of shape %s".formatted(labels.length, logits.shape()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d of sample %d is outside 0 … %d".formatted(labels[i], i, classes - 1));
      }
    }
    return logits.crossEntropy(labels);
  }

  /// Mean of the squared differences of all elements.
  public static Node meanSquare(Node found, Node wanted) {
    Node difference = found.minus(wanted);
    return difference.times(difference).mean();
  }

  /// max(0, d(anchor, same) − d(anchor, other) + margin) with squared Euclidean distances, `[samples][features]` each.
  ///
  /// Source: Schroff, Kalenichenko, Philbin, *FaceNet*, CVPR 2015.
  public static Node triplet(Node anchor, Node same, Node other, float margin) {
    return square(anchor.minus(same)).minus(square(anchor.minus(other))).plus(margin).relu().mean();
  }

  private static Node square(Node difference) {
    return difference.times(difference).sum(1);
  }

  /// Σ p (ln p − ln q) of two rows of logits each, p from the first.
  public static Node divergence(Node logitsP, Node logitsQ) {
    Node logP = logitsP.logSoftmax(1);
    return logP.exp().times(logP.minus(logitsQ.logSoftmax(1))).sum().times(1f / logitsP.shape().dim(0));
  }
}
