package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

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

/// The float product and the packing of its weights on one thread. `peers/fma_peak.c` measures what the processor could
/// do at most.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class GemmBenchmark {
  /// Rows of A × depth × columns.
  @Param({"64x1024x1024", "66x256x256", "64x784x256", "1x1024x1024"})
  public String shape;

  @Param("ffm")
  public String backend;

  private final Arena arena = Arena.ofShared();
  private Kernels kernels;
  private GemmShape product;
  private MemorySegment a;
  private MemorySegment b;
  private MemorySegment packed;
  private MemorySegment c;

  /// Fills the matrices and compares the product with the Java twin.
  @Setup
  public void prepare() {
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    String[] size = shape.split("x");
    product = new GemmShape(Long.parseLong(size[0]), Integer.parseInt(size[1]), Integer.parseInt(size[2]));
    SplittableRandom random = new SplittableRandom(1);
    a = random(random, product.rows() * product.inner());
    b = random(random, (long) product.inner() * product.columns());
    packed = arena.allocate(product.packedElements() * Float.BYTES, 64);
    c = arena.allocate(product.rows() * product.columns() * Float.BYTES, 64);
    MemorySegment wanted = arena.allocate(c.byteSize());
    pack();
    new JavaKernels().gemm(product, product.all(), a, packed, wanted);
    if (wanted.mismatch(multiply()) >= 0) {
      throw new IllegalStateException("the product differs from the Java twin");
    }
    System.out.println("# level " + kernels.level().key());
  }

  private MemorySegment random(SplittableRandom random, long count) {
    MemorySegment x = arena.allocate(count * Float.BYTES, 64);
    for (long i = 0; i < count; i++) {
      x.setAtIndex(JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return x;
  }

  @TearDown
  public void close() {
    arena.close();
  }

  @Benchmark
  public MemorySegment multiply() {
    kernels.gemm(product, product.all(), a, packed, c);
    return c;
  }

  @Benchmark
  public MemorySegment pack() {
    kernels.gemmPack(product, b, product.columns(), packed);
    return packed;
  }
}
