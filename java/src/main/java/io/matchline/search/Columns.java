package io.matchline.search;

import io.matchline.unit.Named;
import java.util.Arrays;
import java.util.Comparator;

/// Which bit of a code of planes goes to which column. A mismatch close to the sense amplifier discharges a resistive line
/// faster than one far away, so a column is also a weight. A bit is sensitive when its plane passes close to the stored
/// embeddings: when the mean of |projection| over the length of the embedding is small. Planes far from them stand across
/// the few directions in which embeddings vary most, and say much the same as each other.
public enum Columns {
  @Named(value = "drawn", doc = "in the order in which the planes are drawn")
  DRAWN,
  @Named(value = "sensitive-first", doc = "planes closest to the stored rows first, near node 0")
  SENSITIVE_FIRST,
  @Named(value = "sensitive-last", doc = "planes closest to the stored rows last, far from node 0")
  SENSITIVE_LAST;

  /// The bit of each column.
  ///
  /// @param distance of each bit's plane from the stored rows
  int[] order(double[] distance) {
    Integer[] bits = new Integer[distance.length];
    Arrays.setAll(bits, i -> i);
    if (this != DRAWN) {
      double sign = this == SENSITIVE_LAST ? -1 : 1;
      Arrays.sort(bits, Comparator.comparingDouble((Integer bit) -> sign * distance[bit]));
    }
    return Arrays.stream(bits).mapToInt(bit -> bit).toArray();
  }
}
