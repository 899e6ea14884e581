package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/// Modified nodal analysis of a small crossbar by Gaussian elimination with pivoting: voltages of all nodes, and the
/// current of every segment and terminal as an unknown of its own, so that a resistance of 0 is an equation like others.
final class CrossbarNodes {
  private final CrossbarCircuit x;
  private final double[][] a;
  private int equations;

  private CrossbarNodes(CrossbarCircuit x) {
    this.x = x;
    int unknowns = 4 * (int) x.cells();
    a = new double[unknowns][unknowns + 1];
    equations = 2 * (int) x.cells();
  }

  static double[] columnCurrents(CrossbarJob job) {
    CrossbarCircuit x = job.circuit();
    CrossbarNodes nodes = new CrossbarNodes(x);
    nodes.cells(job.drive().cellA());
    for (int i = 0; i < x.rows(); i++) {
      double volts = at(job.drive().rowV(), i);
      nodes.line(i * x.columns(), 1, x.columns(), x.driverEnd(), x.rowResistanceOhm(), x.driverResistanceOhm(), volts);
    }
    int[] terminal = new int[x.columns()];
    for (int j = 0; j < x.columns(); j++) {
      double volts = at(job.drive().columnV(), j);
      int first = (int) x.cells() + j;
      terminal[j] = nodes.equations;
      nodes.line(first, x.columns(), x.rows(), x.senseEnd(), x.columnResistanceOhm(), x.senseResistanceOhm(), volts);
    }
    double[] solution = nodes.eliminate();
    double[] currents = new double[x.columns()];
    for (int j = 0; j < currents.length; j++) {
      currents[j] = -solution[terminal[j]];
    }
    return currents;
  }

  private static double at(MemorySegment values, int i) {
    return values.address() == 0 ? 0 : values.getAtIndex(JAVA_DOUBLE, i);
  }

  private void cells(MemorySegment source) {
    int n = (int) x.cells();
    for (int c = 0; c < n; c++) {
      double g = x.conductance().getAtIndex(JAVA_DOUBLE, c);
      a[c][c] += g;
      a[c][n + c] -= g;
      a[n + c][c] -= g;
      a[n + c][n + c] += g;
      a[c][a.length] -= at(source, c);
      a[n + c][a.length] += at(source, c);
    }
  }


  /// Unknown `equations + k` is the current towards the far end through segment k, counted from the terminal.
  private void line(int first, int step, int count, CrossbarEnd end, double segment, double series, double volts) {
    int constant = a.length;
    for (int k = 0; k < count; k++) {
      int node = first + step * (end == CrossbarEnd.FIRST ? k : count - 1 - k);
      int before = first + step * (end == CrossbarEnd.FIRST ? k - 1 : count - k);
      int current = equations++;
      a[node][current] -= 1;
      a[current][node] += 1;
      a[current][current] += k == 0 ? segment + series : segment;
      if (k == 0) {
        a[current][constant] += volts;
      } else {
        a[before][current] += 1;
        a[current][before] -= 1;
      }
    }
  }

  private double[] eliminate() {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / row[k];
        for (int j = k; factor != 0 && j <= n; j++) {
          a[i][j] -= factor * row[j];
        }
      }
    }
    double[] solution = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = a[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= a[k][j] * solution[j];
      }
      solution[k] = sum / a[k][k];
    }
    return solution;
  }
}
