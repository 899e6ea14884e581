package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Locality-sensitive hashing whose stored bits are don't-care where the embedding lies close to the plane, because
/// those bits flip first.
@Named(value = "tlsh", doc = "as lsh, with stored don't-care bits close to a plane")
public record TernaryLsh(
    @Param(doc = "number of planes, one cell each", min = 1, max = Lsh.MAX_BITS, standard = "256") int bits,
    @Param(
            doc = "don't-care while the projection is below this many times the embedding's length, which is the"
                + " projection's standard deviation over random planes",
            min = 0,
            max = TernaryLsh.MAX_BIAS,
            standard = "0.1")
        double bias,
    @Param(doc = "what is subtracted from embeddings first", standard = "stored") Centre centre,
    @Param(doc = "which plane goes to which column", standard = "drawn") Columns columns)
    implements Features {
  static final double MAX_BIAS = 5;

  public TernaryLsh {
    Lsh.requireBits(bits);
    if (!(bias >= 0 && bias <= MAX_BIAS)) {
      throw new IllegalArgumentException("bias = %s is outside 0 … %s".formatted(bias, MAX_BIAS));
    }
  }

  /// Planes in the order in which they are drawn.
  public TernaryLsh(int bits, double bias, Centre centre) {
    this(bits, bias, centre, Columns.DRAWN);
  }

  @Override
  public int cells(int dimensions) {
    return bits;
  }

  @Override
  public TernaryEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new PlaneEncoder(Planes.drawn(kernels, seed, bits, dimensions), bias, centre, columns);
  }
}
