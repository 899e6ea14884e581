package io.matchline.kernel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// A thread that helps with the jobs it is offered: for a while after one it looks for the next without sleeping.
final class Helper implements Runnable {
  private static final long SPIN_NS = 500_000;
  /// Looks from one look at the clock to the next.
  private static final int SPINS = 16;

  private final Thread thread = Thread.ofPlatform().daemon().name("matchline-worker").unstarted(this);
  private final AtomicReference<Job> offered = new AtomicReference<>();
  private volatile boolean asleep;
  private volatile boolean closed;

  void start() {
    thread.start();
  }

  void offer(Job job) {
    offered.set(job);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    while (!closed) {
      Job job = offered.getAndSet(null);
      if (job == null) {
        await();
      } else {
        job.help();
      }
    }
  }

  /// Returns when a job is offered or this is closed.
  private void await() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < SPIN_NS) {
      for (int i = 0; i < SPINS; i++) {
        if (offered.get() != null || closed) {
          return;
        }
        Thread.onSpinWait();
      }
    }
    asleep = true;
    while (offered.get() == null && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
