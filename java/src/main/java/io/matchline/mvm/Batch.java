package io.matchline.mvm;

import java.lang.foreign.MemorySegment;

/// Vectors and where their products go, off-heap floats.
///
/// @param multiplication index of the first vector's multiplication; the next vectors have the next indices
/// @param vectors how many, at least 1
/// @param x `[vectors][rows of the matrix]`
/// @param y `[vectors][cells of a row]`, written
public record Batch(int multiplication, int vectors, MemorySegment x, MemorySegment y) {
  public Batch {
    if (vectors < 1) {
      throw new IllegalArgumentException("vectors = %d is below 1".formatted(vectors));
    }
  }
}
