package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Twin of `crossbar/solve.c`, which states the equations and their order.
final class CrossbarSolver {
  private final CrossbarCircuit circuit;
  private final CrossbarLines rows;
  private final CrossbarLines columns;
  private final int cells;
  private final double[] g;
  private final double[] qRows;
  private final double[] qColumns;
  private final double[] w;
  private final double[] u;
  private final double[] r;
  private final double[] z;
  private final double[] p;
  private final double[] s;
  private final double[] rowI;
  private final double[] columnI;
  private double[] rowV;
  private double[] columnV;
  private double[] cellA;

  CrossbarSolver(CrossbarCircuit circuit, MemorySegment prepared) {
    this.circuit = circuit;
    rows = CrossbarLines.rows(circuit);
    columns = CrossbarLines.columns(circuit);
    cells = (int) circuit.cells();
    g = read(circuit.conductance(), 0, cells);
    qRows = read(prepared, 0, cells);
    qColumns = read(prepared, 1, cells);
    w = new double[cells];
    u = new double[cells];
    r = new double[cells];
    z = new double[cells];
    p = new double[cells];
    s = new double[cells];
    rowI = new double[circuit.rows()];
    columnI = new double[circuit.columns()];
  }

  static CrossbarSize size(CrossbarCircuit circuit) {
    return new CrossbarSize(2 * circuit.cells(), 6 * circuit.cells() + circuit.rows() + circuit.columns());
  }

  static void prepare(CrossbarCircuit circuit, MemorySegment prepared) {
    int cells = (int) circuit.cells();
    double[] g = read(circuit.conductance(), 0, cells);
    double[] q = new double[cells];
    CrossbarLines.rows(circuit).factor(g, q);
    write(q, prepared, 0, 1);
    CrossbarLines.columns(circuit).factor(g, q);
    write(q, prepared, 1, 1);
  }

  void solve(CrossbarDrive drive, Span vectors, CrossbarResult result) {
    for (int k = (int) vectors.begin(); k < vectors.end(); k++) {
      rowV = read(drive.rowV(), k, circuit.rows());
      columnV = read(drive.columnV(), k, circuit.columns());
      cellA = read(drive.cellA(), k, cells);
      for (int c = 0; c < cells; c++) {
        w[c] = drive.warm() ? result.columnVoltage().getAtIndex(JAVA_DOUBLE_UNALIGNED, (long) k * cells + c) : 0;
      }
      iterate(drive, result, k);
      driveRows();
      driveColumns(z);
      write(rowI, result.rowCurrent(), k, -1);
      write(columnI, result.columnCurrent(), k, 1);
      write(u, result.rowVoltage(), k, 1);
      write(z, result.columnVoltage(), k, 1);
    }
  }

  private void iterate(CrossbarDrive drive, CrossbarResult result, int vector) {
    driveRows();
    driveColumns(z);
    double input = columns.largestInput(g, qColumns);
    double scale = largest(columnI, largest(rowI, 0));
    for (int c = 0; c < cells; c++) {
      double next = z[c];
      z[c] = next - w[c];
      w[c] = next;
      p[c] = 0;
      s[c] = 0;
    }
    throughRows(r);
    double rz = precondition();
    double alpha = 0;
    double beta = 0;
    int steps = 0;
    double residual;
    while (true) {
      double energy = 2 * Math.max(alpha, 1) * rz;
      residual = energy > 0 ? Math.sqrt(input * energy) / scale : energy == 0 ? 0 : Double.POSITIVE_INFINITY;
      if (residual <= drive.tolerance() || steps == drive.maxIterations() || residual == Double.POSITIVE_INFINITY) {
        break;
      }
      throughRows(u);
      for (int c = 0; c < cells; c++) {
        s[c] = Math.fma(beta, s[c], r[c] - u[c]);
        p[c] = Math.fma(beta, p[c], z[c]);
      }
      alpha = rz / dot(p, s);
      for (int c = 0; c < cells; c++) {
        w[c] = Math.fma(alpha, p[c], w[c]);
        r[c] = Math.fma(-alpha, s[c], r[c]);
      }
      double next = precondition();
      beta = next / rz;
      rz = next;
      steps++;
    }
    result.residual().setAtIndex(JAVA_DOUBLE_UNALIGNED, vector, residual);
    result.iterations().setAtIndex(JAVA_INT_UNALIGNED, vector, steps);
  }

  private void driveRows() {
    for (int c = 0; c < cells; c++) {
      u[c] = cellA == null ? g[c] * w[c] : Math.fma(g[c], w[c], -cellA[c]);
    }
    rows.solve(g, qRows, rowV, u, rowI);
  }

  private void driveColumns(double[] v) {
    for (int c = 0; c < cells; c++) {
      v[c] = cellA == null ? g[c] * u[c] : Math.fma(g[c], u[c], cellA[c]);
    }
    columns.solve(g, qColumns, columnV, v, columnI);
  }

  /// y = D T_r D z
  private void throughRows(double[] y) {
    for (int c = 0; c < cells; c++) {
      y[c] = g[c] * z[c];
    }
    rows.solve(g, qRows, null, y, null);
    for (int c = 0; c < cells; c++) {
      y[c] = g[c] * y[c];
    }
  }

  /// z = T_c r, and r · z.
  private double precondition() {
    System.arraycopy(r, 0, z, 0, cells);
    columns.solve(g, qColumns, null, z, null);
    return dot(r, z);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  private static double largest(double[] a, double most) {
    double largest = most;
    for (double x : a) {
      largest = Math.max(largest, Math.abs(x));
    }
    return largest;
  }

  private static double[] read(MemorySegment values, long vector, int each) {
    if (values.address() == 0) {
      return null;
    }
    return values.asSlice(vector * each * Double.BYTES, (long) each * Double.BYTES).toArray(JAVA_DOUBLE_UNALIGNED);
  }

  private static void write(double[] from, MemorySegment values, long vector, double sign) {
    for (int i = 0; values.address() != 0 && i < from.length; i++) {
      values.setAtIndex(JAVA_DOUBLE_UNALIGNED, vector * from.length + i, sign * from[i]);
    }
  }
}
