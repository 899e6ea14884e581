package io.matchline.autodiff;

import java.lang.foreign.MemorySegment;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Pieces of memory of one size that threads take in turn; closing gives them back to the buffers they came from.
final class Scratch implements AutoCloseable {
  private final Buffers buffers;
  private final Queue<MemorySegment> free = new ConcurrentLinkedQueue<>();

  Scratch(Buffers buffers, int pieces, long floats) {
    this.buffers = buffers;
    for (int i = 0; i < pieces; i++) {
      free.add(buffers.take(floats));
    }
  }

  /// A piece for the thread that owns this scratch.
  MemorySegment first() {
    return free.element();
  }

  /// Runs `work` with a piece that no other thread has meanwhile.
  void use(Consumer<MemorySegment> work) {
    MemorySegment own = free.remove();
    try {
      work.accept(own);
    } finally {
      free.add(own);
    }
  }

  @Override
  public void close() {
    free.forEach(buffers::give);
  }
}
