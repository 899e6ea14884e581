package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// Cell `d · (levels − 1) + t` is 1 where number d, as an integer, is above t.
record ThermometerEncoder(int levels, int dimensions) implements Encoder {
  @Override
  public int cells() {
    return Math.multiplyExact(levels - 1, dimensions);
  }

  @Override
  public TernaryWords stored(float[][] embeddings, Reference reference) {
    CodePlanes.requireLength(embeddings, dimensions);
    CodePlanes code = new CodePlanes(embeddings.length, cells());
    for (int row = 0; row < embeddings.length; row++) {
      for (int d = 0; d < dimensions; d++) {
        int level = level(embeddings[row][d], reference);
        for (int t = 0; t < levels - 1; t++) {
          code.set(row, d * (levels - 1) + t, level > t);
        }
      }
    }
    return code.words();
  }

  /// The nearest level, halves upward; values outside the range take the end level.
  int level(float value, Reference reference) {
    double range = (double) reference.highest() - reference.lowest();
    if (range == 0) {
      return 0;
    }
    double place = ((double) value - reference.lowest()) / range * (levels - 1);
    return (int) Math.clamp(StrictMath.floor(place + 0.5), 0, levels - 1);
  }
}
