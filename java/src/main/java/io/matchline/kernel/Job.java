package io.matchline.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Work that is cut into parts; whoever comes takes the next one.
final class Job {
  private static final long SPIN_NS = 500_000;

  private final long count;
  private final long granule;
  private final int parts;
  private final Workers.Task task;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean asleep;
  private Throwable failure;
  private int failed;

  Job(long count, long granule, int parts, Workers.Task task) {
    this.count = count;
    this.granule = granule;
    this.parts = parts;
    this.task = task;
  }

  /// Does parts until none is left.
  void help() {
    for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
      try {
        task.run(span(part));
      } catch (RuntimeException | Error e) {
        fail(part, e);
      }
      if (done.incrementAndGet() == parts && asleep) {
        LockSupport.unpark(caller);
      }
    }
  }

  private Span span(int part) {
    long granules = Shapes.blocks(count, granule);
    return new Span(
        granules * part / parts * granule, Math.min(count, granules * (part + 1) / parts * granule));
  }

  private synchronized void fail(int part, Throwable e) {
    if (failure == null || part < failed) {
      failure = e;
      failed = part;
    }
  }

  /// Returns when all parts are done; called by the thread that made the job, after it has helped.
  void await() {
    long start = System.nanoTime();
    while (done.get() < parts && System.nanoTime() - start < SPIN_NS) {
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    asleep = true;
    while (done.get() < parts) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      caller.interrupt();
    }
  }

  /// Throws what the first part that failed has thrown.
  synchronized void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
