package io.matchline.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A fixed pool that cuts jobs into contiguous spans, one per thread.
///
/// Kernels give the same bits for every cut, so the number of threads never shows in a result.
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  /// @param threads 1 or more; 1 runs everything on the calling thread
  public Workers(int threads) {
    Shapes.require(threads >= 1 && threads <= 1024, "threads = %d is outside 1 … 1024", threads);
    this.threads = threads;
    this.pool =
        threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, Thread.ofPlatform().daemon().factory());
  }

  public int threads() {
    return threads;
  }

  /// Work on one span.
  @FunctionalInterface
  public interface Task {
    void run(Span span);
  }

  /// Runs `task` over `[0, count)` cut at multiples of `granule` and returns when all parts are done.
  public void run(long count, long granule, Task task) {
    List<Span> spans = cut(count, granule);
    List<Future<?>> others = new ArrayList<>();
    for (Span span : spans.subList(Math.min(1, spans.size()), spans.size())) {
      others.add(pool.submit(() -> task.run(span)));
    }
    RuntimeException failure = null;
    try {
      if (!spans.isEmpty()) {
        task.run(spans.getFirst());
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Future<?> other : others) {
      failure = first(failure, outcome(other));
    }
    if (failure != null) {
      throw failure;
    }
  }

  /// Spans of `[0, count)`, at most one per thread, none empty, cut at multiples of `granule`.
  List<Span> cut(long count, long granule) {
    long granules = Shapes.blocks(count, granule);
    long parts = Math.min(threads, granules);
    List<Span> spans = new ArrayList<>();
    for (long p = 0; p < parts; p++) {
      long begin = granules * p / parts * granule;
      spans.add(new Span(begin, Math.min(count, granules * (p + 1) / parts * granule)));
    }
    return spans;
  }

  private static RuntimeException first(RuntimeException a, RuntimeException b) {
    return a != null ? a : b;
  }

  private static RuntimeException outcome(Future<?> part) {
    try {
      part.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      part.cancel(true);
      Thread.currentThread().interrupt();
      return new IllegalStateException("interrupted while waiting for a worker", e);
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
