package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarStep;
import io.matchline.kernel.CrossbarWaveform;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
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

/// Currents of a crossbar with 1 fF at every node after a step of one vector, on one thread, at four times from 0.01 to
/// 100 times the delay of a row's wire. One operation is one time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransientBenchmark {
  private static final double TOLERANCE = 1e-9;

  /// What four pole pairs leave of the largest steady current.
  private static final double APPROXIMATION = 1e-7;

  private static final double NODE_F = 1e-15;
  private static final int TIMES = 4;
  private static final int MAX_ITERATIONS = 1000;

  @Param({"16", "64", "128", "256"})
  int lines;

  @Param({"1", "5"})
  double ohm;

  @Param("ffm")
  String backend;

  private Arena arena;
  private Kernels kernels;
  private CrossbarCircuit circuit;
  private CrossbarStep step;
  private CrossbarWaveform waveform;
  private MemorySegment workspace;

  @Setup(Level.Trial)
  public void prepare() {
    arena = Arena.ofConfined();
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    CrossbarInputs inputs = CrossbarInputs.of(lines, 1);
    circuit = inputs.circuit(arena, ohm);
    double delayS = NODE_F * ohm * lines * lines / 2;
    MemorySegment times = arena.allocateFrom(JAVA_DOUBLE, 0.01 * delayS, delayS / 3, 3 * delayS, 100 * delayS);
    MemorySegment rowV = arena.allocateFrom(JAVA_DOUBLE, inputs.rowV()[0]);
    MemorySegment none = MemorySegment.NULL;
    step = new CrossbarStep(1, TIMES, MAX_ITERATIONS, TOLERANCE, NODE_F, NODE_F, rowV, none, times);
    waveform =
        new CrossbarWaveform(
            none,
            arena.allocate(JAVA_DOUBLE, (long) TIMES * lines),
            arena.allocate(JAVA_DOUBLE, TIMES),
            arena.allocate(JAVA_INT, TIMES));
    workspace = arena.allocate(JAVA_DOUBLE, kernels.crossbarTransientWorkspaceDoubles(circuit));
    check(inputs);
    String iterations = Arrays.toString(waveform.iterations().toArray(JAVA_INT));
    System.out.println("# level " + kernels.level().key() + ", iterations " + iterations);
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public MemorySegment waveform() {
    run(kernels);
    return waveform.columnCurrent();
  }

  private void run(Kernels by) {
    by.crossbarTransient(circuit, step, new Span(0, TIMES), workspace, waveform);
  }

  /// The Java twin's bits, and at the last time the steady currents.
  private void check(CrossbarInputs inputs) {
    run(Backends.open(Backend.JAVA));
    double[] wanted = waveform.columnCurrent().toArray(JAVA_DOUBLE);
    double[] found = waveform().toArray(JAVA_DOUBLE);
    if (!Arrays.equals(wanted, found)) {
      throw new IllegalStateException("the currents differ from those of the Java twin");
    }
    double[] last = Arrays.copyOfRange(found, (TIMES - 1) * lines, TIMES * lines);
    NodalSolution steady = new NodalSolve(circuit).solve(inputs.forward(circuit, 1)[0]);
    double difference = CrossbarInputs.difference(steady.columnCurrent(), last);
    if (!(difference <= APPROXIMATION)) {
      throw new IllegalStateException("the last currents differ from the steady ones by " + difference);
    }
  }
}
