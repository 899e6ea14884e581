package io.matchline.experiment;

import io.matchline.unit.Named;

/// What is done to the numbers of embeddings first.
public enum EmbeddingValues {
  @Named(value = "kept", doc = "nothing")
  KEPT,
  @Named(value = "centred", doc = "the mean of all embeddings is subtracted: signed numbers")
  CENTRED,
  @Named(value = "absolute", doc = "their magnitudes: unsigned numbers, all embeddings in one cone")
  ABSOLUTE;

  float[][] of(float[][] rows) {
    float[][] values = new float[rows.length][rows[0].length];
    for (int d = 0; d < rows[0].length; d++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[d];
      }
      float mean = (float) (sum / rows.length);
      for (int r = 0; r < rows.length; r++) {
        values[r][d] = switch (this) {
          case KEPT -> rows[r][d];
          case CENTRED -> rows[r][d] - mean;
          case ABSOLUTE -> Math.abs(rows[r][d]);
        };
      }
    }
    return values;
  }
}
