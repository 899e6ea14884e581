package io.matchline.search;

/// Bit d is 1 where `e[d] − centre[d] > 0`.
record SignEncoder(int cells, Centre centre) implements Encoder {
  @Override
  public CodeWords stored(float[][] embeddings, Reference reference) {
    CodeWords words = CodeWords.unset(embeddings.length, cells);
    for (int row = 0; row < embeddings.length; row++) {
      float[] e = centre.apply(embeddings[row], reference);
      for (int d = 0; d < cells; d++) {
        words.set(row, d, e[d] > 0);
      }
    }
    return words;
  }
}
