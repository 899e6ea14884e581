package io.matchline.search;

import io.matchline.tcam.TernaryWords;

/// Ternary words while an encoder fills them in; cells that are never set are X.
final class CodePlanes {
  private final int rows;
  private final int cells;
  private final int wordsPerRow;
  private final long[] value;
  private final long[] care;

  CodePlanes(int rows, int cells) {
    this.rows = rows;
    this.cells = cells;
    this.wordsPerRow = Math.ceilDiv(cells, Long.SIZE);
    this.value = new long[Math.multiplyExact(rows, wordsPerRow)];
    this.care = new long[value.length];
  }

  /// @throws IllegalArgumentException when an embedding has not the length the encoder was made for
  static void requireLength(float[][] embeddings, int dimensions) {
    for (int row = 0; row < embeddings.length; row++) {
      if (embeddings[row].length != dimensions) {
        throw new IllegalArgumentException(
            "embedding %d has %d numbers, the encoder takes %d".formatted(row, embeddings[row].length, dimensions));
      }
    }
  }

  /// Writes a cell that has not been written before.
  void set(int row, int cell, boolean bit) {
    int word = row * wordsPerRow + cell / Long.SIZE;
    care[word] |= 1L << cell;
    if (bit) {
      value[word] |= 1L << cell;
    }
  }

  TernaryWords words() {
    return TernaryWords.of(rows, cells, value, care);
  }
}
