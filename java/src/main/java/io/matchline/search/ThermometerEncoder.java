package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// Cell `d · (levels − 1) + t` is 1 where number d, as an integer, is above t.
record ThermometerEncoder(int levels, int dimensions) implements TernaryEncoder {
  @Override
  public int cells() {
    return Math.multiplyExact(levels - 1, dimensions);
  }

  @Override
  public TernaryWords stored(float[][] embeddings, Reference reference) {
    return new CubeEncoder(levels, 0, dimensions).searched(embeddings, reference);
  }

  /// The nearest level, halves upward; values outside the range take the end level.
  int level(float value, Reference reference) {
    return new Levels(levels).of(value, reference);
  }
}
