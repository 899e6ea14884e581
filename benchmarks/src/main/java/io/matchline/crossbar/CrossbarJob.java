package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarDrive;
import io.matchline.kernel.CrossbarResult;
import io.matchline.kernel.CrossbarSize;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Span;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A crossbar, a batch of drives and the memory of its solves by the kernels.
public final class CrossbarJob {
  private static final int MAX_ITERATIONS = 100_000;

  private final Kernels kernels;
  private final CrossbarCircuit circuit;
  private final CrossbarDrive drive;
  private final CrossbarResult result;
  private final MemorySegment prepared;
  private final MemorySegment[] workspaces;

  private CrossbarJob(
      Arena arena, Kernels kernels, CrossbarCircuit circuit, CrossbarDrive drive, int threads, boolean voltages) {
    this.kernels = kernels;
    this.circuit = circuit;
    this.drive = drive;
    CrossbarSize size = kernels.crossbarSize(circuit);
    prepared = doubles(arena, size.preparedDoubles());
    workspaces = new MemorySegment[threads];
    for (int t = 0; t < threads; t++) {
      workspaces[t] = doubles(arena, size.workspaceDoubles());
    }
    long vectors = drive.vectors();
    result = new CrossbarResult(
        doubles(arena, vectors * circuit.rows()),
        doubles(arena, vectors * circuit.columns()),
        voltages ? doubles(arena, vectors * circuit.cells()) : MemorySegment.NULL,
        voltages ? doubles(arena, vectors * circuit.cells()) : MemorySegment.NULL,
        doubles(arena, vectors),
        arena.allocate(vectors * Integer.BYTES, Integer.BYTES));
  }

  /// A job for the drives on up to `threads` threads.
  ///
  /// @param voltages whether the voltages of the nodes are wanted too
  public static CrossbarJob of(
      Arena arena,
      Kernels kernels,
      CrossbarCircuit circuit,
      double tolerance,
      int threads,
      boolean voltages,
      NodalDrive... drives) {
    MemorySegment rowV = doubles(arena, (long) drives.length * circuit.rows());
    MemorySegment columnV = doubles(arena, (long) drives.length * circuit.columns());
    MemorySegment cellA = doubles(arena, drives.length * circuit.cells());
    boolean sources = false;
    for (int k = 0; k < drives.length; k++) {
      place(drives[k].rowV(), rowV, k);
      place(drives[k].columnV(), columnV, k);
      place(drives[k].cellA(), cellA, k);
      sources |= !drives[k].isLinear();
    }
    CrossbarDrive drive = new CrossbarDrive(
        drives.length, false, MAX_ITERATIONS, tolerance, rowV, columnV, sources ? cellA : MemorySegment.NULL);
    return new CrossbarJob(arena, kernels, circuit, drive, threads, voltages);
  }

  private static MemorySegment doubles(Arena arena, long count) {
    return arena.allocate(count * Double.BYTES, 64);
  }

  private static void place(double[] values, MemorySegment to, int vector) {
    MemorySegment.copy(values, 0, to, JAVA_DOUBLE, (long) vector * values.length * Double.BYTES, values.length);
  }

  /// Factors the lines.
  public void prepare() {
    kernels.crossbarPrepare(circuit, prepared);
  }

  /// Solves all drives on the calling thread.
  public void solve() {
    solve(new Span(0, drive.vectors()), 0);
  }

  /// Solves all drives, one contiguous part per thread.
  public void solve(Workers workers) {
    int part = (drive.vectors() + workspaces.length - 1) / workspaces.length;
    workers.run(drive.vectors(), part, span -> solve(span, (int) (span.begin() / part)));
  }

  private void solve(Span vectors, int workspace) {
    kernels.crossbarSolve(circuit, prepared, drive, vectors, workspaces[workspace], result);
  }

  public double[] columnCurrent(int vector) {
    return slice(result.columnCurrent(), vector, circuit.columns());
  }

  public double[] rowCurrent(int vector) {
    return slice(result.rowCurrent(), vector, circuit.rows());
  }

  public double residual(int vector) {
    return result.residual().getAtIndex(JAVA_DOUBLE, vector);
  }

  public int iterations(int vector) {
    return result.iterations().getAtIndex(JAVA_INT, vector);
  }

  private static double[] slice(MemorySegment values, int vector, int each) {
    return values.asSlice((long) vector * each * Double.BYTES, (long) each * Double.BYTES).toArray(JAVA_DOUBLE);
  }
}
