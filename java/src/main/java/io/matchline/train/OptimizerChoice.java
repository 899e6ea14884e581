package io.matchline.train;

import io.matchline.nn.Adam;
import io.matchline.nn.Optimizer;
import io.matchline.nn.Sgd;
import io.matchline.unit.Named;

/// Optimizers that a training can take.
public enum OptimizerChoice {
  @Named(value = "adam", doc = "Adam, β₁ = 0.9, β₂ = 0.999")
  ADAM,
  @Named(value = "sgd", doc = "gradient descent with a momentum of 0.9")
  SGD;

  Optimizer optimizer() {
    return switch (this) {
      case ADAM -> new Adam();
      case SGD -> new Sgd(0.9, 0);
    };
  }
}
