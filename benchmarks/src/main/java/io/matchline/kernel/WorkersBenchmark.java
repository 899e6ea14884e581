package io.matchline.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to cut a job over threads: jobs of nothing and of a fixed number of dependent divisions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkersBenchmark {
  private static final int LINE = 16;

  /// Divisions of a job, about 2 ns each.
  @Param({"0", "4000", "40000"})
  public int divisions;

  @Param({"1", "2"})
  public int threads;

  private Workers workers;
  private final AtomicLongArray results = new AtomicLongArray(4 * LINE);

  @Setup
  public void prepare() {
    workers = new Workers(threads);
    run();
    if (divisions > 0 && results.get(0) == 0) {
      throw new IllegalStateException("nothing was done");
    }
  }

  @TearDown
  public void close() {
    workers.close();
  }

  @Benchmark
  public long run() {
    workers.run(threads, 1, this::divide);
    return results.get(0);
  }

  private void divide(Span span) {
    double x = 3 + span.begin();
    for (int i = 0; i < divisions / threads; i++) {
      x = 1 / x + 1.5;
    }
    results.lazySet((int) span.begin() * LINE, Double.doubleToRawLongBits(x));
  }
}
