package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarDrive;
import io.matchline.kernel.CrossbarSize;
import io.matchline.kernel.CrossbarStep;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A crossbar of linear cells between resistive wires, solved exactly.
///
/// The conductances lie off-heap and are prepared once per {@link #program}; every solution of a batch of vectors then
/// starts from there. Neither the backend nor the number of threads changes a bit. A row or a column without any
/// conducting cell is legal: its wires still lead to its terminal, and its current is 0 A. One thread at a time uses an
/// array.
public final class Crossbar implements AutoCloseable {
  /// Most rows and most columns.
  public static final int MAX_LINES = CrossbarCircuit.MAX_LINES;

  /// Jobs of a transient that a kernel works on at the same time.
  private static final int LANES = 8;

  private final Arena arena = Arena.ofShared();
  private final Kernels kernels;
  private final Workers workers;
  private final CrossbarWires wires;
  private final CrossbarCircuit circuit;
  private final MemorySegment prepared;
  private final Pool<MemorySegment> workspaces;
  private final Pool<MemorySegment> stepWorkspaces;

  /// An array whose cells do not conduct yet.
  ///
  /// @param rows 1 … 4096
  /// @param columns 1 … 4096
  public Crossbar(CrossbarWires wires, int rows, int columns, Kernels kernels, Workers workers) {
    checkLines("rows", rows);
    checkLines("columns", columns);
    this.kernels = kernels;
    this.workers = workers;
    this.wires = wires;
    circuit = wires.circuit(rows, columns, arena.allocate(JAVA_DOUBLE, (long) rows * columns));
    CrossbarSize size = kernels.crossbarSize(circuit);
    prepared = arena.allocate(JAVA_DOUBLE, size.preparedDoubles());
    workspaces = new Pool<>(() -> arena.allocate(JAVA_DOUBLE, size.workspaceDoubles()));
    stepWorkspaces =
        new Pool<>(() -> arena.allocate(JAVA_DOUBLE, kernels.crossbarTransientWorkspaceDoubles(circuit)));
    kernels.crossbarPrepare(circuit, prepared);
  }

  static void checkLines(String name, int lines) {
    if (lines < 1 || lines > MAX_LINES) {
      throw new IllegalArgumentException("%s = %d is outside 1 … %d".formatted(name, lines, MAX_LINES));
    }
  }

  public int rows() {
    return circuit.rows();
  }

  public int columns() {
    return circuit.columns();
  }

  /// Gives every cell its conductance.
  ///
  /// @param conductanceS `[rows][columns]` S, finite and ≥ 0
  /// @throws IllegalArgumentException naming the cell
  public void program(double[] conductanceS) {
    checkConductances(conductanceS, rows(), columns());
    MemorySegment.copy(conductanceS, 0, circuit.conductance(), JAVA_DOUBLE, 0, conductanceS.length);
    kernels.crossbarPrepare(circuit, prepared);
  }

  private static void checkConductances(double[] conductanceS, int rows, int columns) {
    if (conductanceS.length != rows * columns) {
      throw new IllegalArgumentException(
          "%d conductances, %d rows of %d are needed".formatted(conductanceS.length, rows, columns));
    }
    boolean sound = true;
    for (double g : conductanceS) {
      sound &= isSound(g);
    }
    for (int k = 0; !sound && k < conductanceS.length; k++) {
      if (!isSound(conductanceS[k])) {
        throw new IllegalArgumentException(
            "conductance of row %d, column %d = %s S is not a finite number of at least 0 S"
                .formatted(k / columns, k % columns, conductanceS[k]));
      }
    }
  }

  private static boolean isSound(double siemens) {
    return siemens >= 0 && siemens < Double.POSITIVE_INFINITY;
  }

  /// Room for a batch; close it after use.
  ///
  /// @param vectors 1 or more
  public CrossbarBatch batch(int vectors, CrossbarBatch.Keep keep) {
    return new CrossbarBatch(rows(), columns(), vectors, keep);
  }

  /// Solves every vector of the batch from nothing.
  ///
  /// @throws NotConvergedException when a vector is not within the tolerance
  public void solve(CrossbarBatch batch, SolveLimits limits) {
    solve(batch, false, 0, limits);
  }

  /// The same for a batch that messages take for a part of a larger one.
  void solve(CrossbarBatch batch, int firstVector, SolveLimits limits) {
    solve(batch, false, firstVector, limits);
  }

  /// Solves every vector of the batch from the voltages that its last solution left there, which saves iterations when
  /// voltages or conductances have changed little since.
  ///
  /// @throws NotConvergedException when a vector is not within the tolerance
  public void solveWarm(CrossbarBatch batch, SolveLimits limits) {
    if (!batch.keepsVoltages()) {
      throw new IllegalArgumentException("the batch keeps no voltages to start from");
    }
    solve(batch, true, 0, limits);
  }

  private void solve(CrossbarBatch batch, boolean warm, int firstVector, SolveLimits limits) {
    batch.checkSize(rows(), columns());
    CrossbarDrive drive = batch.drive(warm, limits);
    workers.run(batch.vectors(), 1, span -> workspaces.lend(
        workspace -> kernels.crossbarSolve(circuit, prepared, drive, span, workspace, batch.result())));
    batch.checkConverged(firstVector, limits);
  }

  /// Room for a batch whose terminals step at t = 0; close it after use.
  ///
  /// @param vectors 1 or more
  /// @param timesS times after the step at which currents are wanted, s, finite and ≥ 0, 1 … 65,536 of them
  public StepBatch stepBatch(int vectors, double[] timesS) {
    return new StepBatch(rows(), columns(), vectors, timesS);
  }

  /// Currents after the row terminals have stepped from 0 V, the nodes' capacitances being those of the wires and
  /// without charge before. By the rational approximation of exp that match lines use: within 5e-7 of the largest
  /// steady current, and 5e-8 of what a terminal drives into its first resistance at the step.
  ///
  /// @param limits its tolerance is of the largest current through the cells of a line
  /// @throws NotConvergedException when a vector at a time is not within the tolerance
  public void step(StepBatch batch, SolveLimits limits) {
    batch.checkSize(rows(), columns());
    CrossbarStep step = batch.step(wires, limits);
    workers.run(step.jobs(), 1, span -> stepWorkspaces.lend(
        workspace -> kernels.crossbarTransient(circuit, step, span, workspace, batch.waveform())));
    batch.checkConverged(limits);
  }

  Workers workers() {
    return workers;
  }

  @Override
  public void close() {
    arena.close();
  }
}
