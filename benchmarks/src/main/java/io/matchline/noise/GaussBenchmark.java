package io.matchline.noise;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CpuLevel;
import io.matchline.kernel.Draw;
import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.NativeKernels;
import io.matchline.kernel.Patch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Random words and normal numbers per microsecond on one thread, by backend and instruction-set level.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class GaussBenchmark {
  private static final int ROWS = 8;
  private static final int CELLS = 1024;

  /// `java`, or backend and level of the native kernels.
  @Param({"java", "ffm/scalar", "ffm/avx2", "ffm/avx512"})
  public String variant;

  /// First cell: aligned to the groups of 64 or not.
  @Param({"0", "33"})
  public int cellBegin;

  private final Arena arena = Arena.ofShared();
  private final Draw draw = new Draw(42, 3, 1, 0);
  private Kernels kernels;
  private Patch patch;
  private MemorySegment out;

  /// Opens the variant and compares it with the Java twin.
  @Setup
  public void open() {
    kernels = open(variant);
    patch = new Patch(5, ROWS, cellBegin, CELLS);
    out = arena.allocate(4L * ROWS * CELLS, 64);
    MemorySegment wanted = arena.allocate(4L * ROWS * CELLS);
    new JavaKernels().gauss(draw, patch, wanted, CELLS);
    if (!Arrays.equals(wanted.toArray(JAVA_BYTE), gauss().toArray(JAVA_BYTE))) {
      throw new IllegalStateException(variant + " differs from the Java twin");
    }
  }

  private static Kernels open(String variant) {
    if (variant.equals(Backend.JAVA.key())) {
      return new JavaKernels();
    }
    NativeKernels kernels = (NativeKernels) Backends.open(Backend.FFM);
    String wanted = variant.substring(variant.indexOf('/') + 1);
    for (CpuLevel level : CpuLevel.values()) {
      if (level.key().equals(wanted) && kernels.capLevel(level) == level) {
        return kernels;
      }
    }
    throw new IllegalStateException("this processor has no level " + wanted);
  }

  @TearDown
  public void close() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * CELLS)
  public MemorySegment gauss() {
    kernels.gauss(draw, patch, out, CELLS);
    return out;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * CELLS)
  public MemorySegment philox() {
    kernels.philox(draw, patch, out, CELLS);
    return out;
  }
}
