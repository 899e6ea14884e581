package io.matchline.crossbar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Scratch things of kernel calls, one per thread that works at the same time, kept for the next call.
final class Pool<T> {
  private final Supplier<T> source;
  private final Deque<T> free = new ArrayDeque<>();

  Pool(Supplier<T> source) {
    this.source = source;
  }

  /// Lets `use` have one of the things.
  void lend(Consumer<T> use) {
    T thing = take();
    try {
      use.accept(thing);
    } finally {
      giveBack(thing);
    }
  }

  /// Every thing that nobody has now.
  synchronized void forEach(Consumer<T> use) {
    free.forEach(use);
  }

  private synchronized T take() {
    return free.isEmpty() ? source.get() : free.pop();
  }

  private synchronized void giveBack(T thing) {
    free.push(thing);
  }
}
