package io.matchline.nn;

import io.matchline.autodiff.Node;

/// How near vectors are to each other, differentiable. All pairs at once; the larger, the nearer.
public enum Similarity {
  /// Cosine of the angle; 0 for a vector of zeros.
  COSINE,
  /// Scalar product.
  DOT,
  /// −Σ |e − q|.
  L1,
  /// −√(Σ (e − q)² + 10⁻¹²), which has a gradient where the vectors are equal.
  L2,
  /// −Σ (e − q)².
  SQUARED_L2,
  /// −max |e − q|; the gradient goes to the first of the largest.
  L_INFINITY,
  /// −Σ a·softmax(κ·a) with a = |e − q| and κ = 20 / (mean of a over all pairs), a constant for the gradient. It is at
  /// most (mean of a)·ln(elements) / 20 above `L_INFINITY`.
  SOFT_L_INFINITY;

  private static final float SQUARE_FLOOR = 1e-12f;
  private static final float SHARPNESS = 20;

  /// @param queries `[queries][elements]`
  /// @param references `[references][elements]`
  /// @return `[queries][references]`
  /// @throws IllegalArgumentException if they are no matrices of rows of the same length
  public Node of(Node queries, Node references) {
    if (queries.shape().rank() != 2
        || references.shape().rank() != 2
        || queries.shape().dim(1) != references.shape().dim(1)) {
      throw new IllegalArgumentException(
          "no pairs of rows of shapes %s and %s".formatted(queries.shape(), references.shape()));
    }
    return switch (this) {
      case COSINE -> unit(queries).matmul(unit(references).transpose());
      case DOT -> queries.matmul(references.transpose());
      default -> {
        Node distance = distance(difference(queries, references));
        yield distance.reshape(queries.shape().dim(0), references.shape().dim(0)).negate();
      }
    };
  }

  private Node distance(Node difference) {
    return switch (this) {
      case L1 -> difference.abs().sum(2);
      case L2 -> difference.times(difference).sum(2).plus(SQUARE_FLOOR).sqrt();
      case SQUARED_L2 -> difference.times(difference).sum(2);
      case L_INFINITY -> difference.abs().max(2);
      case SOFT_L_INFINITY -> soft(difference.abs());
      case COSINE, DOT -> throw new IllegalStateException(this + " is no function of the difference");
    };
  }

  private static Node difference(Node queries, Node references) {
    int elements = queries.shape().dim(1);
    return queries.reshape(queries.shape().dim(0), 1, elements)
        .minus(references.reshape(1, references.shape().dim(0), elements));
  }

  private static Node soft(Node size) {
    float mean = size.detach().mean().scalar();
    float sharpness = mean > 0 ? Math.min(SHARPNESS / mean, Float.MAX_VALUE) : 0;
    return size.times(size.times(sharpness).softmax(2)).sum(2);
  }

  private static Node unit(Node rows) {
    return rows.over(rows.times(rows).sum(1).plus(SQUARE_FLOOR).sqrt());
  }
}
