package io.matchline.search;

import io.matchline.tcam.TernaryWords;
import java.util.Optional;

/// Bit d is 1 where `e[d] − centre[d] > 0`.
record SignEncoder(int cells, Centre centre) implements TernaryEncoder {
  @Override
  public TernaryWords stored(float[][] embeddings, Reference reference) {
    CodePlanes.requireLength(embeddings, cells);
    CodePlanes code = new CodePlanes(embeddings.length, cells);
    for (int row = 0; row < embeddings.length; row++) {
      float[] e = centre.apply(embeddings[row], reference);
      for (int d = 0; d < cells; d++) {
        code.set(row, d, e[d] > 0);
      }
    }
    return code.words();
  }

  @Override
  public Optional<Projection> projection() {
    float[][] axes = new float[cells][cells];
    for (int d = 0; d < cells; d++) {
      axes[d][d] = 1;
    }
    return Optional.of(new Projection(axes, centre == Centre.STORED));
  }
}
