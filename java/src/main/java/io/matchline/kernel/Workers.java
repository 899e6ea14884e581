package io.matchline.kernel;

import java.util.concurrent.atomic.AtomicBoolean;

/// A fixed number of threads that cut jobs into contiguous spans, one per thread.
///
/// Kernels give the same bits for every cut, so the number of threads never shows in a result. Jobs may be as short as
/// some microseconds: helpers spin for a while after a job, then sleep, and what they have not begun the calling thread
/// does itself, so it never waits for a helper that the machine does not let run. Any thread may run jobs; a job that
/// comes while another one is under way, or from within it, runs on the thread that brings it.
public final class Workers implements AutoCloseable {
  private final int threads;
  private final Helper[] helpers;
  private final AtomicBoolean taken = new AtomicBoolean();
  private boolean started;

  /// @param threads 1 or more; 1 runs everything on the calling thread
  public Workers(int threads) {
    Shapes.require(threads >= 1 && threads <= 1024, "threads = %d is outside 1 … 1024", threads);
    this.threads = threads;
    this.helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper();
    }
  }

  public int threads() {
    return threads;
  }

  /// Work on one span.
  @FunctionalInterface
  public interface Task {
    void run(Span span);
  }

  /// Runs `task` over `[0, count)` cut at multiples of `granule` into at most one part per thread, none empty, and returns
  /// when all parts are done.
  public void run(long count, long granule, Task task) {
    int parts = (int) Math.min(threads, Shapes.blocks(count, granule));
    if (parts == 1) {
      task.run(new Span(0, count));
      return;
    }
    Job job = new Job(count, granule, parts, task);
    if (parts == 0 || !taken.compareAndSet(false, true)) {
      job.help();
    } else {
      try {
        start();
        for (int i = 0; i < parts - 1; i++) {
          helpers[i].offer(job);
        }
        job.help();
        job.await();
      } finally {
        taken.set(false);
      }
    }
    job.rethrow();
  }

  private void start() {
    if (!started) {
      for (Helper helper : helpers) {
        helper.start();
      }
      started = true;
    }
  }

  @Override
  public void close() {
    for (Helper helper : helpers) {
      helper.close();
    }
  }
}
