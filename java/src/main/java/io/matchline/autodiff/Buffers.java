package io.matchline.autodiff;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Off-heap memory of tensors, reused: what a graph gives back is taken by the next one of the same size, so a training
/// step allocates nothing after the first. Safe for use by one thread at a time; closing it frees all of it.
public final class Buffers implements AutoCloseable {
  private static final int LINE_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();

  /// Memory for `floats` floats at the start of a cache line, with whatever stands in it.
  MemorySegment take(long floats) {
    long bytes = (floats * Float.BYTES + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    ArrayDeque<MemorySegment> same = free.get(bytes);
    return same == null || same.isEmpty() ? arena.allocate(bytes, LINE_BYTES) : same.pop();
  }

  void give(MemorySegment memory) {
    free.computeIfAbsent(memory.byteSize(), size -> new ArrayDeque<>()).push(memory);
  }

  @Override
  public void close() {
    arena.close();
  }
}
