package io.matchline.crossbar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Scratch things of kernel calls, one per thread that works at the same time, kept for the next call.
final class Pool<T> {
  private final Supplier<T> source;
  private final Deque<T> free = new ArrayDeque<>();

  Pool(Supplier<T> source) {
    this.source = source;
  }

  synchronized T take() {
    return free.isEmpty() ? source.get() : free.pop();
  }

  synchronized void giveBack(T thing) {
    free.push(thing);
  }
}
