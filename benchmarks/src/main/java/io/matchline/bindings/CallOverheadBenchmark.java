package io.matchline.bindings;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.bindings.generated.MatchlineH;
import io.matchline.kernel.Elementary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a call costs: an empty function and exp of eight numbers through FFM, FFM critical, JNA, and in plain Java.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallOverheadBenchmark {
  private static final int VALUES = 8;
  private static final NativeCalls FFM = FfmCalls.load();
  private static final NativeCalls JNA = JnaCalls.load();
  private static final MethodHandle CRITICAL_VERSION =
      critical(MatchlineH.ml_abi_version$address(), MatchlineH.ml_abi_version$descriptor());
  private static final MethodHandle CRITICAL_EXP =
      critical(MatchlineH.ml_exp$address(), MatchlineH.ml_exp$descriptor());

  private Arena arena;
  private MemorySegment x;
  private MemorySegment y;

  private static MethodHandle critical(MemorySegment address, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(address, descriptor, Linker.Option.critical(false));
  }

  @Setup
  public void prepare() throws Throwable {
    arena = Arena.ofConfined();
    x = arena.allocateFrom(JAVA_DOUBLE, -3, -2, -1, -0.5, 0, 0.5, 1, 2);
    y = arena.allocate(JAVA_DOUBLE, VALUES);
    require(versionFfm() == 1 && versionFfmCritical() == 1 && versionJna() == 1, "the versions differ");
    double[] wanted = expJava().toArray(JAVA_DOUBLE);
    require(Arrays.equals(wanted, expFfm().toArray(JAVA_DOUBLE)), "exp through FFM differs");
    require(Arrays.equals(wanted, expFfmCritical().toArray(JAVA_DOUBLE)), "exp through critical FFM differs");
    require(Arrays.equals(wanted, expJna().toArray(JAVA_DOUBLE)), "exp through JNA differs");
  }

  @TearDown
  public void free() {
    arena.close();
  }

  @Benchmark
  public int versionFfm() {
    return FFM.abiVersion();
  }

  @Benchmark
  public int versionFfmCritical() throws Throwable {
    return (int) CRITICAL_VERSION.invokeExact();
  }

  @Benchmark
  public int versionJna() {
    return JNA.abiVersion();
  }

  @Benchmark
  public MemorySegment expFfm() {
    FFM.exp(x, y, VALUES);
    return y;
  }

  @Benchmark
  public MemorySegment expFfmCritical() throws Throwable {
    int status = (int) CRITICAL_EXP.invokeExact(x, y, (long) VALUES);
    require(status == 0, "ml_exp failed");
    return y;
  }

  @Benchmark
  public MemorySegment expJna() {
    JNA.exp(x, y, VALUES);
    return y;
  }

  @Benchmark
  public MemorySegment expJava() {
    for (int i = 0; i < VALUES; i++) {
      y.setAtIndex(JAVA_DOUBLE, i, Elementary.exp(x.getAtIndex(JAVA_DOUBLE, i)));
    }
    return y;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
