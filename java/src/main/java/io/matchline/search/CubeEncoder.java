package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// Searched words are those of a thermometer: cell `d · (levels − 1) + t` is 1 where number d, as an integer, is above t.
/// Stored words have X in the cells that integers within `radius` of the stored one do not agree on.
///
/// @param radius in levels
record CubeEncoder(int levels, int radius, int dimensions) implements TernaryEncoder {
  @Override
  public int cells() {
    return Math.multiplyExact(levels - 1, dimensions);
  }

  @Override
  public TernaryWords stored(float[][] embeddings, Reference reference) {
    return encode(embeddings, reference, radius);
  }

  @Override
  public TernaryWords searched(float[][] embeddings, Reference reference) {
    return encode(embeddings, reference, 0);
  }

  private TernaryWords encode(float[][] embeddings, Reference reference, int around) {
    CodePlanes.requireLength(embeddings, dimensions);
    CodePlanes code = new CodePlanes(embeddings.length, cells());
    Levels scale = new Levels(levels);
    for (int row = 0; row < embeddings.length; row++) {
      for (int d = 0; d < dimensions; d++) {
        int level = scale.of(embeddings[row][d], reference);
        for (int t = 0; t < levels - 1; t++) {
          if (level - around > t || level + around <= t) {
            code.set(row, d * (levels - 1) + t, level > t);
          }
        }
      }
    }
    return code.words();
  }
}
