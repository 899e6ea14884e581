package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarDrive;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.kernel.CrossbarResult;
import io.matchline.kernel.CrossbarSize;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The linear crossbar of one Newton step under one vector of row voltages: every cell a conductance and a current.
final class TangentCircuit {
  private final CrossbarWires wires;
  private final Kernels kernels;
  private final CrossbarCircuit circuit;
  private final MemorySegment prepared;
  private final MemorySegment workspace;
  private final MemorySegment rowV;
  private final MemorySegment cellA;
  private final CrossbarResult result;

  TangentCircuit(Arena arena, CrossbarWires wires, int rows, int columns, Kernels kernels) {
    this.wires = wires;
    this.kernels = kernels;
    long cells = (long) rows * columns;
    circuit = wires.circuit(rows, columns, arena.allocate(JAVA_DOUBLE, cells));
    CrossbarSize size = kernels.crossbarSize(circuit);
    prepared = arena.allocate(JAVA_DOUBLE, size.preparedDoubles());
    workspace = arena.allocate(JAVA_DOUBLE, size.workspaceDoubles());
    rowV = arena.allocate(JAVA_DOUBLE, rows);
    cellA = arena.allocate(JAVA_DOUBLE, cells);
    result = new CrossbarResult(
        arena.allocate(JAVA_DOUBLE, rows),
        arena.allocate(JAVA_DOUBLE, columns),
        arena.allocate(JAVA_DOUBLE, cells),
        arena.allocate(JAVA_DOUBLE, cells),
        arena.allocate(JAVA_DOUBLE),
        arena.allocate(JAVA_INT));
  }

  int rows() {
    return circuit.rows();
  }

  int columns() {
    return circuit.columns();
  }

  void drive(double[] volts, int from) {
    MemorySegment.copy(volts, from, rowV, JAVA_DOUBLE, 0, rows());
  }

  /// Gives every cell its tangent.
  ///
  /// @param conductanceS `[rows][columns]` S
  /// @param offsetA `[rows][columns]` A, from row to column besides the conductance
  void tangents(double[] conductanceS, double[] offsetA) {
    MemorySegment.copy(conductanceS, 0, circuit.conductance(), JAVA_DOUBLE, 0, conductanceS.length);
    MemorySegment.copy(offsetA, 0, cellA, JAVA_DOUBLE, 0, offsetA.length);
    kernels.crossbarPrepare(circuit, prepared);
  }

  /// Puts the column voltages where a warm solution starts from.
  void start(double[] columnV) {
    MemorySegment.copy(columnV, 0, result.columnVoltage(), JAVA_DOUBLE, 0, columnV.length);
  }

  void solve(boolean warm, SolveLimits limits) {
    CrossbarDrive drive = new CrossbarDrive(
        1, warm, limits.maxIterations(), limits.tolerance(), rowV, MemorySegment.NULL, cellA);
    kernels.crossbarSolve(circuit, prepared, drive, new Span(0, 1), workspace, result);
  }

  /// Copies the node voltages, `[rows][columns]` V each.
  void voltages(double[] rowNodeV, double[] columnNodeV) {
    MemorySegment.copy(result.rowVoltage(), JAVA_DOUBLE, 0, rowNodeV, 0, rowNodeV.length);
    MemorySegment.copy(result.columnVoltage(), JAVA_DOUBLE, 0, columnNodeV, 0, columnNodeV.length);
  }

  void rowCurrents(double[] to, int from) {
    MemorySegment.copy(result.rowCurrent(), JAVA_DOUBLE, 0, to, from, rows());
  }

  void columnCurrents(double[] to, int from) {
    MemorySegment.copy(result.columnCurrent(), JAVA_DOUBLE, 0, to, from, columns());
  }

  double largestCurrentA() {
    return Math.max(largest(result.rowCurrent(), rows()), largest(result.columnCurrent(), columns()));
  }

  private static double largest(MemorySegment currents, int count) {
    double most = 0;
    for (int k = 0; k < count; k++) {
      most = Math.max(most, Math.abs(currents.getAtIndex(JAVA_DOUBLE, k)));
    }
    return most;
  }

  double residual() {
    return result.residual().get(JAVA_DOUBLE, 0);
  }

  int iterations() {
    return result.iterations().get(JAVA_INT, 0);
  }

  /// Power in W that the wires take when their nodes stand at these voltages and every terminal at 0 V. Segments
  /// without resistance have no voltage across them and take none.
  double wirePowerW(double[] rowNodeV, double[] columnNodeV) {
    int rows = rows();
    int columns = columns();
    double power = 0;
    for (int i = 0; i < rows; i++) {
      int end = i * columns + (circuit.driverEnd() == CrossbarEnd.FIRST ? 0 : columns - 1);
      power += power(rowNodeV[end], wires.driverResistanceOhm() + wires.rowResistanceOhm());
      for (int k = i * columns + 1; k < (i + 1) * columns; k++) {
        power += power(rowNodeV[k] - rowNodeV[k - 1], wires.rowResistanceOhm());
      }
    }
    for (int j = 0; j < columns; j++) {
      int end = (circuit.senseEnd() == CrossbarEnd.FIRST ? 0 : rows - 1) * columns + j;
      power += power(columnNodeV[end], wires.senseResistanceOhm() + wires.columnResistanceOhm());
    }
    for (int k = columns; k < rows * columns; k++) {
      power += power(columnNodeV[k] - columnNodeV[k - columns], wires.columnResistanceOhm());
    }
    return power;
  }

  private static double power(double volts, double ohm) {
    return ohm == 0 ? 0 : volts * volts / ohm;
  }
}
