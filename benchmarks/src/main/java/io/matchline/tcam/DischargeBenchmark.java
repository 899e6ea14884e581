package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.SenseEnd;
import io.matchline.kernel.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/// Match-line kernels on one thread, one sample per row, every cell with its own conductance. One operation is one row;
/// the same rows are searched again and again, as an array is, so few rows stay in a nearer cache than many.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DischargeBenchmark {
  private static final int SEARCHED = 4096;
  private static final int CHECKED_BLOCKS = 8;
  private static final double PRECHARGE_V = 0.9;

  @Param({"64", "128", "256"})
  int cells;

  @Param({"1024", "4096"})
  int rows;

  @Param({"ffm", "java"})
  String backend;

  private Arena arena;
  private Kernels kernels;
  private MatchLine line;
  private AnalogCells conductances;
  private Samples atStrobe;
  private Samples atHalf;
  private MemorySegment value;

  @Setup(Level.Trial)
  public void prepare() {
    arena = Arena.ofConfined();
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    line = new MatchLine(cells, SenseEnd.NEAR, 5, 1.2e-15, 5e-15, 1e-15, PRECHARGE_V, 0);
    Random random = new Random(1);
    MemorySegment g = arena.allocate(8L * rows * cells, 64);
    for (long i = 0; i < (long) rows * cells; i++) {
      g.setAtIndex(JAVA_DOUBLE, i, (random.nextInt(8) == 0 ? 1e-4 : 1e-7) * (0.8 + 0.4 * random.nextDouble()));
    }
    conductances = AnalogCells.undriven(rows, cells, g);
    value = arena.allocate(8L * rows, 64);
    double strobeS = line.totalCapacitanceF() * StrictMath.log(2) / (cells / 8.0 * 1e-4);
    atStrobe = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, strobeS), value, rows);
    atHalf = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, PRECHARGE_V / 2), value, rows);
    for (LineModel model : LineModel.values()) {
      checkAgainstJava(model);
    }
    checkCrossing();
    System.out.println("# level " + kernels.level().key());
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(SEARCHED)
  public MemorySegment ladderVoltage() {
    return search(() -> kernels.voltage(LineModel.LADDER, line, conductances, conductances.all(), atStrobe));
  }

  @Benchmark
  @OperationsPerInvocation(SEARCHED)
  public MemorySegment ladderCrossing() {
    return search(() -> kernels.crossing(LineModel.LADDER, line, conductances, conductances.all(), atHalf));
  }

  @Benchmark
  @OperationsPerInvocation(SEARCHED)
  public MemorySegment elmoreCrossing() {
    return search(() -> kernels.crossing(LineModel.ELMORE, line, conductances, conductances.all(), atHalf));
  }

  @Benchmark
  @OperationsPerInvocation(SEARCHED)
  public MemorySegment lumpedVoltage() {
    return search(() -> kernels.voltage(LineModel.LUMPED, line, conductances, conductances.all(), atStrobe));
  }

  private MemorySegment search(Runnable once) {
    for (int searched = 0; searched < SEARCHED; searched += rows) {
      once.run();
    }
    return value;
  }

  private void checkAgainstJava(LineModel model) {
    Span few = new Span(0, CHECKED_BLOCKS);
    Kernels java = Backends.open(Backend.JAVA);
    java.voltage(model, line, conductances, few, atStrobe);
    double[] wanted = checked();
    kernels.voltage(model, line, conductances, few, atStrobe);
    require(Arrays.equals(wanted, checked()), model + " voltage differs from the Java twin");
    java.crossing(model, line, conductances, few, atHalf);
    wanted = checked();
    kernels.crossing(model, line, conductances, few, atHalf);
    require(Arrays.equals(wanted, checked()), model + " crossing differs from the Java twin");
  }

  private double[] checked() {
    return value.asSlice(0, 8L * CHECKED_BLOCKS * AnalogCells.LANES).toArray(JAVA_DOUBLE);
  }

  /// The waveform stands at the level at the crossing time, to the accuracy of voltages: 3.2e-8 of the precharge.
  private void checkCrossing() {
    ladderCrossing();
    double crossingS = value.get(JAVA_DOUBLE, 0);
    Samples there = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, crossingS), value, rows);
    kernels.voltage(LineModel.LADDER, line, conductances, new Span(0, 1), there);
    require(Math.abs(value.get(JAVA_DOUBLE, 0) / PRECHARGE_V - 0.5) < 3.3e-8, "the crossing is not at its level");
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
