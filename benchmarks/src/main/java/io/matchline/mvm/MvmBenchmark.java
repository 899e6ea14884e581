package io.matchline.mvm;

import io.matchline.config.Document;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/// A square matrix in crossbars of 128 × 128 on one thread: programmed and calibrated, and multiplied with a batch.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class MvmBenchmark {
  private static final String IDEAL =
      """
      device: { model: ohmic }
      tile: { rows: 128, columns: 128 }
      wires: { row-resistance: 0 Ω, column-resistance: 0 Ω }
      adc: { bits: 0 }
      """;

  /// What is not ideal.
  public enum Parts {
    IDEAL(1e-12),
    CONVERTERS(0.05, "inputs.dac-bits=8", "adc={bits: 8, offset: 0.2 %, inl: 0.5}"),
    WIRES(0.5, "wires={row-resistance: 1 Ω, column-resistance: 1 Ω}");

    private final double error;
    private final String[] assignments;

    Parts(double error, String... assignments) {
      this.error = error;
      this.assignments = assignments;
    }

    MvmSettings settings() {
      Document document = Document.of("benchmark.yaml", MvmBenchmark.IDEAL);
      for (String assignment : assignments) {
        document = document.set(assignment);
      }
      return document.bind(MvmSettings.class);
    }
  }

  /// Rows and columns of the matrix.
  @Param("256")
  public int size;

  @Param("64")
  public int vectors;

  @Param({"IDEAL", "CONVERTERS", "WIRES"})
  public Parts parts;

  @Param("ffm")
  public String backend;

  private final Workers one = new Workers(1);
  private Kernels kernels;
  private double[] weights;
  private double[] batch;
  private Mvm mvm;

  /// Programs the matrix and compares a batch with the exact products.
  @Setup
  public void prepare() {
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    SplittableRandom random = new SplittableRandom(1);
    weights = random.doubles((long) size * size, -1, 1).toArray();
    batch = random.doubles((long) vectors * size).toArray();
    mvm = programmed();
    double[] made = mvm.multiply(batch, vectors, 0);
    double worst = 0;
    double largest = 0;
    for (int k = 0; k < made.length; k++) {
      double exact = 0;
      for (int i = 0; i < size; i++) {
        exact += batch[k / size * size + i] * weights[i * size + k % size];
      }
      worst = Math.max(worst, Math.abs(made[k] - exact));
      largest = Math.max(largest, Math.abs(exact));
    }
    if (!(worst <= parts.error * largest)) {
      throw new IllegalStateException("the products are off by " + worst / largest + " of the largest");
    }
    System.out.println("# level " + kernels.level().key() + ", error " + worst / largest);
  }

  private Mvm programmed() {
    Mvm made = new Mvm(parts.settings(), weights, size, size, 42, 0, kernels, one);
    made.calibrate(batch, vectors);
    return made;
  }

  @TearDown
  public void close() {
    mvm.close();
    one.close();
  }

  @Benchmark
  public double[] multiply() {
    return mvm.multiply(batch, vectors, 0);
  }

  @Benchmark
  public long program() {
    try (Mvm made = programmed()) {
      return made.pulses();
    }
  }
}
