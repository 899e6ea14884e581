package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// A row of a table for each token.
///
/// @param table `[tokens][features]`
public record Embedding(Tensor table) {
  public static Embedding of(Parameters parameters, String name, int tokens, int features, double deviation) {
    return new Embedding(parameters.normal(name + ".table", Shape.of(tokens, features), deviation));
  }

  /// `[tokens.length][features]`.
  public Node apply(Pass pass, int... tokens) {
    return pass.of(table).rows(tokens);
  }
}
