package io.matchline.train;

import io.matchline.nn.Rates;
import io.matchline.unit.Named;

/// How the learning rate goes over the training.
public enum Schedule {
  @Named(value = "constant", doc = "the same in every step")
  CONSTANT,
  @Named(value = "cosine", doc = "half a cosine to 0")
  COSINE,
  @Named(value = "stairs", doc = "halved five times, at equal distances")
  STAIRS;

  private static final int STAIRS_STEPS = 5;

  double rate(double start, int step, int steps) {
    return switch (this) {
      case CONSTANT -> start;
      case COSINE -> Rates.cosine(start, step, steps);
      case STAIRS -> Rates.stairs(start, 0.5, Math.max(1, Math.ceilDiv(steps, STAIRS_STEPS)), step);
    };
  }
}
