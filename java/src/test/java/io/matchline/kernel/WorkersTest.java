package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every element once, whatever else happens.
class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyElementIsInOneSpanAtAGranule(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int count = 0; count < 50; count++) {
        for (int granule : new int[] {1, 3, 64}) {
          AtomicIntegerArray visits = new AtomicIntegerArray(count);
          Set<Span> spans = ConcurrentHashMap.newKeySet();
          workers.run(count, granule, span -> {
            spans.add(span);
            for (long i = span.begin(); i < span.end(); i++) {
              visits.incrementAndGet((int) i);
            }
          });
          for (int i = 0; i < count; i++) {
            assertEquals(1, visits.get(i));
          }
          assertEquals(Math.min(threads, (count + granule - 1) / granule), spans.size());
          assertTrue(spans.stream().allMatch(span -> span.begin() % granule == 0 && span.begin() < span.end()));
        }
      }
    }
  }

  /// Two parts that wait for each other need two threads, right after a job and after the helper has gone to sleep.
  @Test
  void partsRunAtTheSameTime() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      for (int round = 0; round < 20; round++) {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.run(2, 1, span -> {
          threads.add(Thread.currentThread());
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
        assertEquals(2, threads.size());
        if (round % 5 == 0) {
          Thread.sleep(5);
        }
      }
    }
  }

  @Test
  void theFirstFailureIsThrownWhenAllPartsAreDone() {
    try (Workers workers = new Workers(3)) {
      for (int round = 0; round < 100; round++) {
        AtomicLong ran = new AtomicLong();
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> workers.run(3, 1, span -> {
          ran.incrementAndGet();
          throw new IllegalStateException("part " + span.begin());
        }));
        assertEquals("part 0", failure.getMessage());
        assertEquals(3, ran.get());
      }
      AssertionError error = new AssertionError();
      assertSame(error, assertThrows(AssertionError.class, () -> workers.run(3, 1, span -> {
        throw error;
      })));
    }
  }

  @Test
  void jobsWithinJobsAndFromManyThreadsAreDone() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      AtomicLong sum = new AtomicLong();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      List<Thread> callers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        callers.add(Thread.ofPlatform().start(() -> {
          try {
            for (int round = 0; round < 500; round++) {
              workers.run(10, 1, outer -> workers.run(outer.end() - outer.begin(), 1, inner ->
                  sum.addAndGet(inner.end() - inner.begin())));
            }
          } catch (Throwable e) {
            failure.set(e);
          }
        }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertEquals(null, failure.get());
      assertEquals(4 * 500 * 10, sum.get());
    }
  }

  @Test
  void anInterruptedCallerFinishesAndStaysInterrupted() {
    try (Workers workers = new Workers(2)) {
      AtomicLong ran = new AtomicLong();
      Thread.currentThread().interrupt();
      workers.run(2, 1, span -> ran.incrementAndGet());
      assertTrue(Thread.interrupted());
      assertEquals(2, ran.get());
      assertFalse(Thread.interrupted());
    }
  }

  @Test
  void afterClosingTheCallerDoesTheWork() {
    Workers workers = new Workers(2);
    workers.run(2, 1, span -> { });
    workers.close();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    workers.run(2, 1, span -> threads.add(Thread.currentThread()));
    assertNotEquals(Set.of(), threads);
  }
}
