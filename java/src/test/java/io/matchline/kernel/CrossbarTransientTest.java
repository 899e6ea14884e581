package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Currents after a step against the eigen-decomposition of the same crossbar, and against the steady state.
class CrossbarTransientTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final double[][] NONE = {};
  private static final int CIRCUITS = Integer.getInteger("matchline.crossbar.circuits", 60);
  private static final int SIDE = 16;

  /// Of the largest steady current of a terminal.
  private static final double STEADY_TOLERANCE = 5e-7;

  /// Of what a driven terminal drives into the first resistance at the step.
  private static final double INRUSH_TOLERANCE = 5e-8;

  private final Random random = new Random(20260102);

  @Test
  void columnCurrentsFollowTheEigenvalues() {
    double worst = 0;
    for (int n = 0; n < CIRCUITS; n++) {
      worst = Math.max(worst, compare(false));
    }
    System.out.println("worst column current over the largest steady one: " + worst);
    assertTrue(worst <= STEADY_TOLERANCE, "column current is off by " + worst + " of the largest steady one");
  }

  /// With driven columns, what charges them is a measure too.
  @Test
  void drivenColumnsFollowTheEigenvaluesToo() {
    for (int n = 0; n < CIRCUITS / 3; n++) {
      compare(true);
    }
  }

  /// Times from 1e-4 to 1e3 of the slowest time constant, and t = 0; the worst error of a column over the largest
  /// steady current of a terminal.
  private double compare(boolean columnsDriven) {
    try (Arena arena = Arena.ofConfined()) {
      int rows = 1 + random.nextInt(SIDE);
      int columns = 1 + random.nextInt(SIDE);
      CrossbarCircuit circuit = CrossbarStepJob.circuit(arena, random, rows, columns);
      double rowF = CrossbarStepJob.farad(random);
      double columnF = CrossbarStepJob.farad(random);
      double[] rowV = CrossbarStepJob.volts(random, rows);
      double[] columnV = columnsDriven ? CrossbarStepJob.volts(random, columns) : new double[columns];
      CrossbarModes modes = new CrossbarModes(circuit, rowF, columnF);
      double[] times = IntStream.range(-1, 15).mapToDouble(i -> time(i, modes.slowest())).toArray();
      double[][] driven = columnsDriven ? new double[][] {columnV} : NONE;
      CrossbarStepJob job = CrossbarStepJob.of(arena, circuit, rowF, columnF, new double[][] {rowV}, driven, times);
      job.columnCurrents(KERNELS);
      assertTrue(job.worstResidual() <= CrossbarStepJob.TOLERANCE, "residual " + job.worstResidual());
      double[] terminals = DoubleStream.concat(Arrays.stream(rowV), Arrays.stream(columnV)).toArray();
      double steadyA = largest(modes.currents(terminals, 1e6 * modes.slowest()));
      double[][] wanted = Arrays.stream(times).mapToObj(t -> modes.currents(terminals, t)).toArray(double[][]::new);
      double rowLimit = limit(steadyA, circuit.rowResistanceOhm() + circuit.driverResistanceOhm(), true);
      double columnLimit = limit(steadyA, circuit.columnResistanceOhm() + circuit.senseResistanceOhm(), columnsDriven);
      double rowError = worst(wanted, 0, 1, job.rowCurrents(), rows);
      double columnError = worst(wanted, rows, -1, job.waveform().columnCurrent().toArray(JAVA_DOUBLE), columns);
      assertTrue(rowError <= rowLimit, "a row is off by %s A: %s".formatted(rowError, circuit));
      assertTrue(columnError <= columnLimit, "a column is off by %s A: %s".formatted(columnError, circuit));
      return columnError == 0 ? 0 : columnError / steadyA;
    }
  }

  private static double time(int i, double slowestS) {
    return i < 0 ? 0 : slowestS * StrictMath.pow(10, i / 2.0 - 4);
  }

  /// The largest difference of the found currents, `[times][count]`, from `sign` times the wanted ones from `first` on.
  private static double worst(double[][] wanted, int first, int sign, double[] found, int count) {
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - sign * wanted[i / count][first + i % count]));
    }
    return worst;
  }

  private static double largest(double[] currents) {
    return Arrays.stream(currents).map(Math::abs).max().orElseThrow();
  }

  private static double limit(double steadyA, double ohm, boolean driven) {
    return STEADY_TOLERANCE * steadyA + (driven && ohm > 0 ? INRUSH_TOLERANCE / ohm : 0);
  }

  /// Long after the step, and without capacitance at any time, the currents are those of the steady solve.
  @Test
  void theSteadyStateIsThatOfTheSteadySolve() {
    try (Arena arena = Arena.ofConfined()) {
      for (int n = 0; n < 20; n++) {
        int rows = 1 + random.nextInt(30);
        int columns = 1 + random.nextInt(30);
        CrossbarCircuit circuit = CrossbarStepJob.circuit(arena, random, rows, columns);
        double farad = n % 2 == 0 ? 0 : 1e-15;
        double[][] rowV = {CrossbarStepJob.volts(random, rows)};
        CrossbarStepJob job = CrossbarStepJob.of(arena, circuit, farad, farad, rowV, NONE, n % 2 == 0 ? 1e-12 : 1);
        double[] found = job.columnCurrents(KERNELS);
        double[] wanted = steady(arena, circuit, rowV[0]);
        double most = Math.max(largest(wanted), largest(job.rowCurrents()));
        for (int j = 0; j < columns; j++) {
          assertEquals(wanted[j], found[j], 2e-9 * most, "column " + j + " of " + circuit);
        }
      }
    }
  }

  private static double[] steady(Arena arena, CrossbarCircuit circuit, double[] rowV) {
    CrossbarSize size = KERNELS.crossbarSize(circuit);
    MemorySegment prepared = arena.allocate(JAVA_DOUBLE, size.preparedDoubles());
    MemorySegment workspace = arena.allocate(JAVA_DOUBLE, size.workspaceDoubles());
    MemorySegment current = arena.allocate(JAVA_DOUBLE, circuit.columns());
    MemorySegment none = MemorySegment.NULL;
    CrossbarDrive drive = new CrossbarDrive(1, false, 500, 1e-9, arena.allocateFrom(JAVA_DOUBLE, rowV), none, none);
    MemorySegment residual = arena.allocate(JAVA_DOUBLE);
    CrossbarResult result = new CrossbarResult(none, current, none, none, residual, arena.allocate(JAVA_INT));
    KERNELS.crossbarPrepare(circuit, prepared);
    KERNELS.crossbarSolve(circuit, prepared, drive, new Span(0, 1), workspace, result);
    return current.toArray(JAVA_DOUBLE);
  }

  /// Without an iteration the residual says so, and it bounds the error against the converged currents.
  @Test
  void theResidualBoundsWhatTheIterationLeaves() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment g = arena.allocate(JAVA_DOUBLE, 64 * 64).fill((byte) 0);
      for (int c = 0; c < 64 * 64; c++) {
        g.setAtIndex(JAVA_DOUBLE, c, 1e-4 * random.nextDouble());
      }
      CrossbarCircuit circuit = new CrossbarCircuit(64, 64, CrossbarEnd.FIRST, CrossbarEnd.LAST, 5, 5, 10, 10, g);
      double[][] rowV = {CrossbarStepJob.volts(random, 64)};
      CrossbarStepJob job = CrossbarStepJob.of(arena, circuit, 1e-15, 1e-15, rowV, NONE, 1e-12, 1e-11, 1e-10);
      double[] exact = job.columnCurrents(KERNELS);
      assertTrue(job.worstResidual() <= CrossbarStepJob.TOLERANCE, "residual " + job.worstResidual());
      for (int iterations = 0; iterations < 2; iterations++) {
        CrossbarStepJob few = withIterations(job, iterations);
        double[] found = few.columnCurrents(KERNELS);
        for (int t = 0; t < 3; t++) {
          double residual = few.waveform().residual().getAtIndex(JAVA_DOUBLE, t);
          int columns = 64 * t;
          double error = 0;
          for (int i = columns; i < columns + 64; i++) {
            error = Math.max(error, Math.abs(found[i] - exact[i]));
          }
          double most = largest(few.rowCurrents());
          assertTrue(residual > CrossbarStepJob.TOLERANCE, "residual " + residual + " after " + iterations);
          assertTrue(error <= residual * most, error + " A are more than " + residual + " of " + most);
          assertEquals(iterations, few.waveform().iterations().getAtIndex(JAVA_INT, t));
        }
      }
    }
  }

  private static CrossbarStepJob withIterations(CrossbarStepJob job, int iterations) {
    CrossbarStep s = job.step();
    CrossbarStep step =
        new CrossbarStep(
            s.vectors(),
            s.times(),
            iterations,
            s.tolerance(),
            s.rowCapacitanceF(),
            s.columnCapacitanceF(),
            s.rowV(),
            s.columnV(),
            s.time());
    return new CrossbarStepJob(job.circuit(), step, job.waveform());
  }

  @Test
  void refusesWhatIsNoNumber() {
    try (Arena arena = Arena.ofConfined()) {
      CrossbarCircuit circuit = CrossbarStepJob.circuit(arena, random, 2, 3);
      double[][] rowV = {{1, Double.NaN}};
      CrossbarStepJob volts = CrossbarStepJob.of(arena, circuit, 1e-15, 1e-15, rowV, NONE, 1e-12);
      CrossbarStepJob time = CrossbarStepJob.of(arena, circuit, 1e-15, 1e-15, new double[][] {{1, 1}}, NONE, -1e-12);
      for (Kernels kernels : new Kernels[] {KERNELS, Backends.open(Backend.JAVA)}) {
        Exception first = assertThrows(IllegalArgumentException.class, () -> volts.columnCurrents(kernels));
        assertEquals("rowV 1 of vector 0 = NaN V is not finite", first.getMessage());
        Exception second = assertThrows(IllegalArgumentException.class, () -> time.columnCurrents(kernels));
        assertEquals("time 0 = -1.0E-12 s is not a finite number of at least 0", second.getMessage());
      }
    }
  }
}
