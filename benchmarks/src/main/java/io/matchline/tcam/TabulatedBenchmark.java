package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CellStack;
import io.matchline.kernel.CellTable;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.SenseEnd;
import io.matchline.kernel.Span;
import io.matchline.kernel.TabulatedCells;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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

/// Match lines with tabulated cells on one thread, one sample per row, every cell scaled on its own. One operation is one
/// row.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TabulatedBenchmark {
  private static final int ROWS = 512;
  private static final int POINTS = 1025;
  private static final int LINE_POINTS = 33;
  private static final int NODE_POINTS = 65;
  private static final double CELL_F = 0.4e-15;

  @Param({"64", "128", "256"})
  int cells;

  @Param({"ffm", "java"})
  String backend;

  /// Whether the cells have a node inside, between two transistors.
  @Param({"false", "true"})
  boolean stacked;

  private Arena arena;
  private Kernels kernels;
  private MatchLine line;
  private TabulatedCells tabulated;
  private MemorySegment workspace;
  private MemorySegment value;
  private Samples atStrobe;
  private Samples atHalf;

  @Setup(Level.Trial)
  public void prepare() {
    arena = Arena.ofConfined();
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    line = new MatchLine(cells, SenseEnd.NEAR, 5, 0.2e-15, 3e-15, 0, 1, 0);
    CellTable table = table();
    tabulated = cells(table);
    workspace = arena.allocate(JAVA_DOUBLE, kernels.tabulatedWorkspace(line, table));
    value = arena.allocate(JAVA_DOUBLE, ROWS);
    double strobeS = (line.totalCapacitanceF() + cells * CELL_F) / 2 / (cells / 8.0 * 1e-4);
    atStrobe = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, strobeS), value, ROWS);
    atHalf = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, 0.5), value, ROWS);
    check();
    System.out.println("# level " + kernels.level().key());
  }

  /// A leaking cell and one whose current saturates.
  private CellTable table() {
    double step = 1.3 / (POINTS - 1);
    MemorySegment points = arena.allocate(JAVA_DOUBLE, 4L * POINTS);
    for (int k = 0; k < POINTS; k++) {
      double v = -0.1 + k * step;
      points.setAtIndex(JAVA_DOUBLE, 2L * k, 1e-9 * v);
      points.setAtIndex(JAVA_DOUBLE, 2L * k + 1, CELL_F * v);
      points.setAtIndex(JAVA_DOUBLE, 2L * (POINTS + k), 1e-4 * StrictMath.tanh(3 * v));
      points.setAtIndex(JAVA_DOUBLE, 2L * (POINTS + k) + 1, CELL_F * v);
    }
    return new CellTable(2, POINTS, -0.1, step, points);
  }

  private TabulatedCells cells(CellTable table) {
    Random random = new Random(1);
    long elements = (long) ROWS * cells;
    MemorySegment state = arena.allocate(elements);
    MemorySegment scale = arena.allocate(JAVA_DOUBLE, elements);
    for (long i = 0; i < elements; i++) {
      state.set(JAVA_BYTE, i, (byte) (random.nextInt(8) == 0 || i % (8L * cells) < 8 ? 1 : 0));
      scale.setAtIndex(JAVA_DOUBLE, i, 0.8 + 0.4 * random.nextDouble());
    }
    return new TabulatedCells(ROWS, cells, state, scale, table, stacked ? Optional.of(stack()) : Optional.empty());
  }

  /// Two transistors of the square law, the lower one off in a matching cell.
  private CellStack stack() {
    MemorySegment upper = arena.allocate(JAVA_DOUBLE, 2L * LINE_POINTS * NODE_POINTS);
    MemorySegment charge = arena.allocate(JAVA_DOUBLE, 2L * POINTS);
    MemorySegment lower = arena.allocate(JAVA_DOUBLE, 4L * POINTS);
    for (int k = 0; k < 2 * LINE_POINTS * NODE_POINTS; k++) {
      double v = -0.1 + 1.3 / (LINE_POINTS - 1) * (k / NODE_POINTS % LINE_POINTS);
      double x = -0.1 + 1.3 / (NODE_POINTS - 1) * (k % NODE_POINTS);
      upper.setAtIndex(JAVA_DOUBLE, k, square(x) - square(v));
    }
    for (int k = 0; k < 2 * POINTS; k++) {
      double v = -0.1 + 1.3 / (POINTS - 1) * (k % POINTS);
      charge.setAtIndex(JAVA_DOUBLE, k, CELL_F / 2 * v);
      lower.setAtIndex(JAVA_DOUBLE, 2L * k, k < POINTS ? 0 : square(0) - square(v));
      lower.setAtIndex(JAVA_DOUBLE, 2L * k + 1, CELL_F / 2 * v);
    }
    MemorySegment start = arena.allocateFrom(JAVA_DOUBLE, 0.3, 0.1);
    return new CellStack(
        2, POINTS, LINE_POINTS, NODE_POINTS, -0.1, 1.3 / (NODE_POINTS - 1), upper, charge, lower, start);
  }

  private static double square(double v) {
    double over = Math.max(0.6 - v, 0);
    return 4e-4 * over * over;
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public MemorySegment voltage() {
    kernels.tabulatedVoltage(line, tabulated, tabulated.all(), atStrobe, workspace);
    return value;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public MemorySegment crossing() {
    kernels.tabulatedCrossing(line, tabulated, tabulated.all(), atHalf, workspace);
    return value;
  }

  private void check() {
    Kernels java = Backends.open(Backend.JAVA);
    Span one = new Span(0, 1);
    java.tabulatedVoltage(line, tabulated, one, atStrobe, workspace);
    double[] voltages = checked();
    kernels.tabulatedVoltage(line, tabulated, one, atStrobe, workspace);
    require(Arrays.equals(voltages, checked()), "a voltage differs from the Java twin");
    java.tabulatedCrossing(line, tabulated, one, atHalf, workspace);
    double[] crossings = checked();
    kernels.tabulatedCrossing(line, tabulated, one, atHalf, workspace);
    require(Arrays.equals(crossings, checked()), "a crossing differs from the Java twin");
    Samples there = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, crossings[0]), value, ROWS);
    kernels.tabulatedVoltage(line, tabulated, one, there, workspace);
    require(Math.abs(value.get(JAVA_DOUBLE, 0) - 0.5) < 1e-3, "a crossing is not at its level");
  }

  private double[] checked() {
    return value.asSlice(0, 8L * AnalogCells.LANES).toArray(JAVA_DOUBLE);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
