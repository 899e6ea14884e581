package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// One bit per number: locality-sensitive hashing with the coordinate axes as planes.
@Named(value = "sign", doc = "the sign of every number, one cell each")
public record Sign(@Param(doc = "what is subtracted from embeddings first", standard = "stored") Centre centre)
    implements Features {
  @Override
  public int cells(int dimensions) {
    return dimensions;
  }

  @Override
  public TernaryEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new SignEncoder(dimensions, centre);
  }
}
