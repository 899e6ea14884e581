package io.matchline.search;

import io.matchline.tcam.SymbolWords;

/// Cell d holds number d as one of `states` levels.
record StateEncoder(int states, int cells) implements Encoder {
  @Override
  public SymbolWords stored(float[][] embeddings, Reference reference) {
    CodePlanes.requireLength(embeddings, cells);
    Levels levels = new Levels(states);
    int[][] symbol = new int[embeddings.length][cells];
    for (int row = 0; row < embeddings.length; row++) {
      for (int d = 0; d < cells; d++) {
        symbol[row][d] = levels.of(embeddings[row][d], reference);
      }
    }
    return new SymbolWords(symbol);
  }

  @Override
  public SymbolWords searched(float[][] embeddings, Reference reference) {
    return stored(embeddings, reference);
  }
}
