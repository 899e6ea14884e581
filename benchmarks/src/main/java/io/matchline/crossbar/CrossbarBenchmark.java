package io.matchline.crossbar;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Crossbar solves to 1e-9 on one thread or two, with the sparse direct solve of the same circuit beside them.
///
/// `oneVector`, `batch`, `batchOnTwoThreads` and `nodalSolve` begin with the conductances; `forward` and `adjoint` are
/// solves of a crossbar that is factored already, with the voltages that a gradient needs; `forwardOfArray` and
/// `gradientOfArray` are the same through the public interface, the gradient with its sum over the cells.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx6g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrossbarBenchmark {
  static final double TOLERANCE = 1e-9;
  static final int VECTORS = 64;

  @Param({"128", "256", "512"})
  int lines;

  @Param({"1", "5"})
  double ohm;

  @Param("ffm")
  String backend;

  private Arena arena;
  private Workers workers;
  private CrossbarCircuit circuit;
  private NodalDrive[] drives;
  private CrossbarJob one;
  private CrossbarJob batch;
  private CrossbarJob forward;
  private CrossbarJob adjoint;
  private GradientJob gradient;

  @Setup(Level.Trial)
  public void prepare() {
    arena = Arena.ofShared();
    workers = new Workers(2);
    Kernels kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    CrossbarInputs inputs = CrossbarInputs.of(lines, VECTORS);
    circuit = inputs.circuit(arena, ohm);
    drives = inputs.forward(circuit, VECTORS);
    NodalDrive[] backward = inputs.adjoint(circuit, 1);
    one = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, false, drives[0]);
    batch = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 2, false, drives);
    forward = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, true, drives[0]);
    adjoint = CrossbarJob.of(arena, kernels, circuit, TOLERANCE, 1, true, backward);
    gradient = GradientJob.of(inputs, ohm, kernels);
    check(new NodalSolve(circuit), backward[0]);
    System.out.println("# level " + kernels.level().key() + ", " + one.iterations(0) + " iterations");
  }

  @TearDown(Level.Trial)
  public void free() {
    gradient.close();
    workers.close();
    arena.close();
  }

  @Benchmark
  public CrossbarJob oneVector() {
    one.prepare();
    one.solve();
    return one;
  }

  @Benchmark
  public CrossbarJob batch() {
    batch.prepare();
    batch.solve();
    return batch;
  }

  @Benchmark
  public CrossbarJob batchOnTwoThreads() {
    batch.prepare();
    batch.solve(workers);
    return batch;
  }

  @Benchmark
  public CrossbarJob forward() {
    forward.solve();
    return forward;
  }

  @Benchmark
  public CrossbarJob adjoint() {
    adjoint.solve();
    return adjoint;
  }

  @Benchmark
  public CrossbarBatch forwardOfArray() {
    return gradient.forward();
  }

  @Benchmark
  public CrossbarGradient.Gradient gradientOfArray() {
    return gradient.backward();
  }

  @Benchmark
  public NodalSolution nodalSolve() {
    return new NodalSolve(circuit).solve(drives[0]);
  }

  private void check(NodalSolve nodes, NodalDrive backward) {
    forward.prepare();
    forward();
    adjoint.prepare();
    adjoint();
    require(nodes.solve(backward, 1).columnCurrent(), adjoint.columnCurrent(0), "adjoint");
    require(nodes.solve(drives[0], 1).columnCurrent(), forward.columnCurrent(0), "forward");
    require(nodes.solve(drives[0], 1).columnCurrent(), oneVector().columnCurrent(0), "one vector");
    double[] lastAlone = batch().columnCurrent(VECTORS - 1);
    require(nodes.solve(drives[VECTORS - 1], 1).columnCurrent(), lastAlone, "batch");
    if (!Arrays.equals(lastAlone, batchOnTwoThreads().columnCurrent(VECTORS - 1))) {
      throw new IllegalStateException("two threads give other bits");
    }
  }

  private static void require(double[] wanted, double[] found, String what) {
    double difference = CrossbarInputs.difference(wanted, found);
    if (!(difference <= TOLERANCE)) {
      throw new IllegalStateException(what + " differs from the nodal analysis by " + difference);
    }
  }
}
