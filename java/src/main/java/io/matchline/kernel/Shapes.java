package io.matchline.kernel;

import java.lang.foreign.MemorySegment;

/// Checks that stand in front of every kernel, native or Java.
final class Shapes {
  private Shapes() {}

  static void require(boolean condition, String rule, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(rule.formatted(values));
    }
  }

  /// A segment must be off-heap (native code reads it by address) and hold `count` elements.
  static void requireSize(MemorySegment segment, String name, long count, long elementBytes) {
    require(segment.isNative(), "%s is on the Java heap; kernels take off-heap segments", name);
    require(
        segment.byteSize() >= Math.multiplyExact(count, elementBytes),
        "%s has %d bytes, %d elements of %d bytes are needed",
        name,
        segment.byteSize(),
        count,
        elementBytes);
  }

  static long blocks(long rows, long rowsPerBlock) {
    return (rows + rowsPerBlock - 1) / rowsPerBlock;
  }
}
