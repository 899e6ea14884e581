package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

import java.lang.foreign.MemorySegment;

/// What the reads of a batch of rows see besides the conductances: cell `j` of row `r` conducts max(0, 1 + `scale` ·
/// deviation) times as much in query `q`, the deviation being element `(q · cells + j) · stride + r` of `value`.
///
/// @param value `[queries][cells][stride]` finite floats, for all lanes of the last block too; NULL: no noise
/// @param stride a multiple of 8, at least the lanes of all blocks; 0 without noise
/// @param scale finite, at least 0; 0 without noise
public record Deviations(MemorySegment value, long stride, double scale) {
  /// Every read sees the conductances as they are.
  public static final Deviations NONE = new Deviations(MemorySegment.NULL, 0, 0);

  public Deviations {
    require(scale >= 0 && Double.isFinite(scale), "scale = %s is not a finite number of at least 0", scale);
    require(stride >= 0 && stride % AnalogCells.LANES == 0, "stride = %d is not a multiple of 8", stride);
    require(value.address() != 0 || stride == 0 && scale == 0, "stride = %d, scale = %s without values", stride, scale);
  }

  boolean none() {
    return value.address() == 0;
  }
}
