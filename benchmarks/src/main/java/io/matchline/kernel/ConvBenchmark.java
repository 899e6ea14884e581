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

/// A 3 × 3 convolution with one column of padding and both its gradients, on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ConvBenchmark {
  /// Images × rows and columns × input channels × output channels.
  @Param({"20x28x1x64", "20x14x64x64", "20x7x64x64", "20x3x64x64"})
  public String shape;

  @Param("ffm")
  public String backend;

  private final Arena arena = Arena.ofShared();
  private Kernels kernels;
  private ConvShape conv;
  private MemorySegment x;
  private MemorySegment weights;
  private MemorySegment packed;
  private MemorySegment turned;
  private MemorySegment y;
  private MemorySegment dx;
  private MemorySegment dw;
  private MemorySegment partial;
  private MemorySegment workspace;

  /// Fills the tensors and compares all results with the Java twin. y serves as its own gradient.
  @Setup
  public void prepare() {
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    String[] size = shape.split("x");
    int side = Integer.parseInt(size[1]);
    int in = Integer.parseInt(size[2]);
    conv = new ConvShape(Long.parseLong(size[0]), side, side, in, Integer.parseInt(size[3]), 3, 3, 1, 1);
    SplittableRandom random = new SplittableRandom(1);
    x = random(random, conv.images() * conv.inElements());
    weights = random(random, conv.weights());
    packed = floats(conv.packedElements());
    turned = floats(conv.gradient().packedElements());
    kernels.convPack(conv, weights, false, packed);
    kernels.convPack(conv.gradient(), weights, true, turned);
    y = floats(conv.images() * conv.outElements());
    dx = floats(conv.images() * conv.inElements());
    dw = floats(conv.weights());
    partial = floats(ConvShape.PARTS * conv.weights());
    workspace = floats(Math.max(conv.workspaceElements(), conv.gradient().workspaceElements()));
    compareWithTheTwin();
    System.out.println("# level " + kernels.level().key());
  }

  private void compareWithTheTwin() {
    JavaKernels twin = new JavaKernels();
    MemorySegment wanted = floats(Math.max(Math.max(y.byteSize(), dx.byteSize()), dw.byteSize()) / Float.BYTES);
    forward();
    twin.conv(conv, conv.all(), x, packed, workspace, wanted);
    require(wanted, y);
    input();
    twin.conv(conv.gradient(), conv.all(), y, turned, workspace, wanted);
    require(wanted, dx);
    weights();
    addParts(twin);
    twin.convWeightsSum(conv, partial, wanted);
    require(wanted, dw);
  }

  private static void require(MemorySegment wanted, MemorySegment got) {
    if (wanted.asSlice(0, got.byteSize()).mismatch(got) >= 0) {
      throw new IllegalStateException("a result differs from the Java twin");
    }
  }

  private MemorySegment floats(long count) {
    return arena.allocate(count * Float.BYTES, 64);
  }

  private MemorySegment random(SplittableRandom random, long count) {
    MemorySegment values = floats(count);
    for (long i = 0; i < count; i++) {
      values.setAtIndex(JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return values;
  }

  @TearDown
  public void close() {
    arena.close();
  }

  @Benchmark
  public MemorySegment forward() {
    kernels.conv(conv, conv.all(), x, packed, workspace, y);
    return y;
  }

  /// The gradient with respect to x.
  @Benchmark
  public MemorySegment input() {
    kernels.conv(conv.gradient(), conv.all(), y, turned, workspace, dx);
    return dx;
  }

  private void addParts(Kernels by) {
    long bytes = conv.weights() * Float.BYTES;
    partial.fill((byte) 0);
    for (long p = 0; p < ConvShape.PARTS; p++) {
      by.convWeights(conv, conv.part(p), x, y, workspace, partial.asSlice(p * bytes, bytes));
    }
  }

  /// The gradient with respect to the weights.
  @Benchmark
  public MemorySegment weights() {
    addParts(kernels);
    kernels.convWeightsSum(conv, partial, dw);
    return dw;
  }
}
