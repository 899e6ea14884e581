package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import java.util.Arrays;

/// A small crossbar solved by Gaussian elimination with pivoting: one equation per node, and a wire of 0 Ω is the
/// equation that both its ends have the same voltage, with its current as one more unknown.
final class DenseNodes {
  private final CrossbarCircuit circuit;
  private final int cells;
  private final double[][] matrix;
  private final int size;
  private int wires;

  private DenseNodes(CrossbarCircuit circuit) {
    this.circuit = circuit;
    this.cells = circuit.rows() * circuit.columns();
    this.size = 4 * cells;
    this.matrix = new double[size][size + 1];
  }

  static NodalSolution solve(CrossbarCircuit circuit, NodalDrive drive) {
    DenseNodes nodes = new DenseNodes(circuit);
    nodes.rows(drive.rowV());
    nodes.columns(drive.columnV());
    nodes.cells(drive.cellA());
    double[] x = eliminate(nodes.matrix);
    double[] u = Arrays.copyOfRange(x, 0, nodes.cells);
    double[] w = Arrays.copyOfRange(x, nodes.cells, 2 * nodes.cells);
    return NodalSolution.of(circuit, drive.cellA(), u, w);
  }

  /// Wire currents are unknowns: v(node) + resistance · current = v(before), where current flows from before to node.
  private void wire(int before, double sourceV, int node, double resistanceOhm) {
    int current = 2 * cells + wires++;
    matrix[current][node] += 1;
    matrix[current][current] += resistanceOhm;
    if (before >= 0) {
      matrix[current][before] -= 1;
      matrix[before][current] -= 1;
    } else {
      matrix[current][size] += sourceV;
    }
    matrix[node][current] += 1;
  }

  private void rows(double[] rowV) {
    int columns = circuit.columns();
    for (int i = 0; i < circuit.rows(); i++) {
      int first = circuit.driverEnd() == CrossbarEnd.FIRST ? 0 : columns - 1;
      wire(-1, rowV[i], i * columns + first, circuit.driverResistanceOhm() + circuit.rowResistanceOhm());
      for (int j = 1; j < columns; j++) {
        wire(i * columns + j - 1, 0, i * columns + j, circuit.rowResistanceOhm());
      }
    }
  }

  private void columns(double[] columnV) {
    int columns = circuit.columns();
    int rows = circuit.rows();
    for (int j = 0; j < columns; j++) {
      int first = circuit.senseEnd() == CrossbarEnd.FIRST ? 0 : rows - 1;
      wire(-1, columnV[j], cells + first * columns + j, circuit.senseResistanceOhm() + circuit.columnResistanceOhm());
      for (int i = 1; i < rows; i++) {
        wire(cells + (i - 1) * columns + j, 0, cells + i * columns + j, circuit.columnResistanceOhm());
      }
    }
  }

  private void cells(double[] cellA) {
    for (int k = 0; k < cells; k++) {
      double siemens = circuit.conductance().getAtIndex(JAVA_DOUBLE, k);
      matrix[k][k] -= siemens;
      matrix[k][cells + k] += siemens;
      matrix[k][size] += cellA[k];
      matrix[cells + k][cells + k] -= siemens;
      matrix[cells + k][k] += siemens;
      matrix[cells + k][size] -= cellA[k];
    }
  }

  private static double[] eliminate(double[][] a) {
    int n = a.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[c];
      a[c] = row;
      for (int r = c + 1; r < n; r++) {
        double factor = a[r][c] / row[c];
        for (int k = c; k <= n; k++) {
          a[r][k] -= factor * row[k];
        }
      }
    }
    double[] x = new double[n];
    for (int r = n - 1; r >= 0; r--) {
      double sum = a[r][n];
      for (int k = r + 1; k < n; k++) {
        sum -= a[r][k] * x[k];
      }
      x[r] = sum / a[r][r];
    }
    return x;
  }
}
