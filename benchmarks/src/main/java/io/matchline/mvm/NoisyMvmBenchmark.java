package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.GemmShape;
import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/// A batch of vectors times a matrix of noisy cells on one thread, with the same product without noise
/// (`ideal`) beside it. `peers/noisy_mvm.py` measures NumPy on the same shapes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class NoisyMvmBenchmark {
  private static final int CHECKED = 2;

  /// Rows and cells of the matrix.
  @Param("1024")
  public int size;

  @Param("64")
  public int vectors;

  /// `same`: one σ for all cells; `own`: a σ of every cell.
  @Param({"same", "own"})
  public String sigma;

  @Param("ffm")
  public String backend;

  private final Arena arena = Arena.ofShared();
  private final Workers one = new Workers(1);
  private Kernels kernels;
  private GemmShape shape;
  private MemorySegment packed;
  private Batch batch;
  private Multiplier fresh;
  private Multiplier perBatch;
  private Multiplier output;

  /// Fills the matrix and compares every way with the Java twins, two vectors of each.
  @Setup
  public void prepare() {
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    SplittableRandom random = new SplittableRandom(1);
    Patch patch = new Patch(0, size, 0, size);
    float[] mean = random(random, size * size, 1);
    CellMatrix matrix =
        sigma.equals("own")
            ? CellMatrix.of(arena, patch, mean, random(random, size * size, 0.02))
            : CellMatrix.of(arena, patch, mean, 0.01f);
    batch =
        new Batch(
            0,
            vectors,
            arena.allocateFrom(JAVA_FLOAT, random(random, vectors * size, 1)),
            arena.allocate(JAVA_FLOAT, (long) vectors * size));
    shape = new GemmShape(vectors, size, size);
    packed = matrix.packed(kernels, arena, matrix.mean());
    NoiseFields fields = new NoiseFields(kernels, 42);
    NoiseFields twins = new NoiseFields(new JavaKernels(), 42);
    fresh = new FreshNoise(fields, 0, matrix);
    perBatch = new BatchNoise(fields, 0, matrix);
    output = new OutputNoise(arena, fields, 0, matrix);
    check("fresh", fresh, new FreshNoise(twins, 0, matrix));
    check("per batch", perBatch, new BatchNoise(twins, 0, matrix));
    check("output", output, new OutputNoise(arena, twins, 0, matrix));
    System.out.println("# level " + kernels.level().key());
  }

  private static float[] random(SplittableRandom random, int count, double high) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextDouble(high);
    }
    return x;
  }

  private void check(String name, Multiplier noise, Multiplier twin) {
    noise.multiply(one, batch);
    MemorySegment wanted = arena.allocate(JAVA_FLOAT, (long) CHECKED * size);
    twin.multiply(one, new Batch(0, CHECKED, batch.x(), wanted));
    if (wanted.mismatch(batch.y().asSlice(0, wanted.byteSize())) >= 0) {
      throw new IllegalStateException(name + " noise differs from the Java twin");
    }
  }

  @TearDown
  public void close() {
    one.close();
    arena.close();
  }

  @Benchmark
  public MemorySegment ideal() {
    kernels.gemm(shape, shape.all(), batch.x(), packed, batch.y());
    return batch.y();
  }

  @Benchmark
  public MemorySegment freshPerCell() {
    return run(fresh);
  }

  @Benchmark
  public MemorySegment oncePerBatch() {
    return run(perBatch);
  }

  @Benchmark
  public MemorySegment atTheOutputs() {
    return run(output);
  }

  private MemorySegment run(Multiplier noise) {
    noise.multiply(one, batch);
    return batch.y();
  }
}
