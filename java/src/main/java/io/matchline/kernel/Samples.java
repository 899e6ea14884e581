package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// Where waveforms are sampled and where the samples go: `ml_samples` of `matchline.h`.
///
/// @param count sample points, 1 … 65,536
/// @param at `[count]` times (s) or reference levels (V)
/// @param value `[queries][count][stride]` voltages (V) or crossing times (s, +∞ for never)
/// @param stride elements from one sample point to the next, at least the number of rows
/// @param quick whether voltages of the ladder may be 3e-7 of the precharge voltage off, which is enough to compare rows;
///     else they are within 3.2e-8
public record Samples(int count, MemorySegment at, MemorySegment value, long stride, boolean quick) {
  public static final int MAX_COUNT = 65_536;

  public Samples {
    require(count >= 1 && count <= MAX_COUNT, "count = %d is outside 1 … %d", count, MAX_COUNT);
    require(stride >= 1, "stride = %d is below 1", stride);
    requireSize(at, "at", count, Double.BYTES);
  }

  /// Samples that are not quick.
  public Samples(int count, MemorySegment at, MemorySegment value, long stride) {
    this(count, at, value, stride, false);
  }

  /// The same, quick.
  public Samples quickly() {
    return new Samples(count, at, value, stride, true);
  }

  /// Where the samples of one query go, from row `firstRow` on.
  public Samples part(int query, long firstRow) {
    return new Samples(count, at, value.asSlice(Double.BYTES * (query * count * stride + firstRow)), stride, quick);
  }
}
