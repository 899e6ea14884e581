package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Locality-sensitive hashing: on average the share of differing bits is the angle over π.
@Named(value = "lsh", doc = "signs of projections on random planes; Hamming distance follows the angle")
public record Lsh(
    @Param(
            doc = "number of planes, one cell each",
            min = 1,
            max = Lsh.MAX_BITS,
            standard = "256",
            source = "Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002")
        int bits,
    @Param(doc = "what is subtracted from embeddings first", standard = "stored") Centre centre,
    @Param(doc = "which plane goes to which column", standard = "drawn") Columns columns)
    implements Features {
  static final int MAX_BITS = 65_520;

  public Lsh {
    requireBits(bits);
  }

  /// Planes in the order in which they are drawn.
  public Lsh(int bits, Centre centre) {
    this(bits, centre, Columns.DRAWN);
  }

  static void requireBits(int bits) {
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("bits = %d is outside 1 … %d".formatted(bits, MAX_BITS));
    }
  }

  @Override
  public int cells(int dimensions) {
    return bits;
  }

  @Override
  public TernaryEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new PlaneEncoder(Planes.drawn(kernels, seed, bits, dimensions), 0, centre, columns);
  }
}
