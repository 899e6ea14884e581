package io.matchline.kernel;

import java.util.Arrays;

/// One pass over a crossbar, row by row; twin of `crossbar/sweep.h`, which states the order of operations.
final class CrossbarPass {
  /// How a pass makes z from h, the solution of the columns.
  enum Stage {
    /// z = h + coarse
    START,
    /// w = h + terminals, z = w - z
    RESUME,
    /// v = z - h, z = z - alpha v + coarse; and p = z, w = w + alpha p
    FIRST,
    /// v = z - h + beta v, z = z - alpha v + coarse; and p = z + beta p, w = w + alpha p
    STEP
  }

  final CrossbarFactors factors;
  final CrossbarGrid grid;
  final double[] z;
  final double[] v;
  final double[] d;
  final double[] w;
  final double[] p;
  /// A into the terminals of the rows under z, and of the columns under h.
  final double[] rowZ;
  final double[] columnH;
  /// What the coarse space adds to z, by mode of the plane.
  final double[] coarse;
  boolean keep;
  double alpha;
  double beta;

  final double[] cells;
  final double[] wires;
  final double[] terminals;
  final double[] coupled;
  private final double[][] projected;
  private final double[] below;
  private final double[] before;
  private final double[] march;
  private final double[] row;

  CrossbarPass(CrossbarFactors factors) {
    this.factors = factors;
    grid = factors.grid;
    int size = grid.cells();
    z = new double[size];
    v = new double[size];
    d = new double[size];
    w = new double[size];
    p = new double[size];
    rowZ = new double[grid.rows()];
    columnH = new double[grid.columns()];
    coarse = new double[factors.coarse.size()];
    cells = new double[grid.columns()];
    wires = new double[grid.columns()];
    terminals = new double[grid.columns()];
    coupled = new double[grid.columns()];
    projected = new double[factors.coarse.modes()][grid.columns()];
    below = new double[grid.columns()];
    before = new double[grid.columns()];
    march = new double[grid.columns()];
    row = new double[grid.columns()];
  }

  void sweep(Stage how, double[] columnV) {
    clearSums();
    for (int i = 0; i < grid.rows(); i++) {
      double[] factor = coarseRow(i);
      for (int j = 0; j < grid.columns(); j++) {
        row[j] = descend(how, i, j, factor, columnV[j]);
      }
      rowZ[i] = factors.qRow[i * grid.columns()] * enter(i);
      leave(i, 0);
      for (int j = 0; j < grid.columns(); j++) {
        int c = i * grid.columns() + j;
        d[c] = factors.g[c] * row[j];
        coupled[j] = Math.fma(z[c], d[c], coupled[j]);
      }
      project(i);
    }
  }

  private void clearSums() {
    for (double[] sum : new double[][] {cells, wires, terminals, coupled}) {
      Arrays.fill(sum, 0);
    }
    for (double[] sum : projected) {
      Arrays.fill(sum, 0);
    }
  }

  private double[] coarseRow(int i) {
    CrossbarCoarse space = factors.coarse;
    double[] factor = new double[space.modes()];
    int at = 0;
    for (int k = 0; k < space.modes(); k++) {
      for (int l = 0; k + l < space.modes(); l++, at++) {
        factor[l] = Math.fma(space.rowMode()[k][i], coarse[at], factor[l]);
      }
    }
    return factor;
  }

  /// Makes z of cell (i, j) and returns the current D z that it injects into the row.
  private double descend(Stage how, int i, int j, double[] factor, double volts) {
    int c = i * grid.columns() + j;
    double q = factors.qColumn[c];
    double ohm = i > 0 ? grid.columnOhm() : grid.senseOhm();
    below[j] = Math.fma(q, below[j], q * (ohm * d[c]));
    double add = 0;
    for (int l = 0; l < factor.length; l++) {
      add = Math.fma(factor[l], factors.coarse.columnMode()[l][j], add);
    }
    z[c] = next(how, c, below[j], add, volts);
    if (i == 0) {
      terminals[j] = z[c] * z[c];
    } else {
      wires[j] = Math.fma(z[c] - before[j], z[c] - before[j], wires[j]);
    }
    before[j] = z[c];
    double current = factors.g[c] * z[c];
    cells[j] = Math.fma(current, z[c], cells[j]);
    return current;
  }

  private double next(Stage how, int c, double h, double add, double volts) {
    if (how == Stage.START) {
      return h + add;
    }
    if (how == Stage.RESUME) {
      w[c] = h + volts;
      return w[c] - z[c];
    }
    if (keep) {
      p[c] = how == Stage.STEP ? Math.fma(beta, p[c], z[c]) : z[c];
      w[c] = Math.fma(alpha, p[c], w[c]);
    }
    v[c] = how == Stage.STEP ? Math.fma(beta, v[c], z[c] - h) : z[c] - h;
    return Math.fma(-alpha, v[c], z[c]) + add;
  }

  /// From the injected currents in `row` to the march of row i; returns its current at node 0.
  private double enter(int i) {
    double j = 0;
    double q = 0;
    for (int k = grid.columns() - 1; k >= 0; k--) {
      j = Math.fma(q, j, row[k]);
      q = factors.qRow[i * grid.columns() + k];
      march[k] = j;
    }
    return j;
  }

  /// And back: voltages of row i to `row`.
  private void leave(int i, double terminalV) {
    double u = terminalV;
    for (int k = 0; k < grid.columns(); k++) {
      double q = factors.qRow[i * grid.columns() + k];
      u = Math.fma(q, u, q * ((k > 0 ? grid.rowOhm() : grid.driverOhm()) * march[k]));
      row[k] = u;
    }
  }

  private void project(int i) {
    for (int k = 0; k < projected.length; k++) {
      double mode = factors.coarse.rowMode()[k][i];
      for (int j = 0; j < grid.columns(); j++) {
        projected[k][j] = Math.fma(mode, d[i * grid.columns() + j], projected[k][j]);
      }
    }
  }

  /// Zᵀ d of the last pass.
  void project(double[] out) {
    int at = 0;
    for (int k = 0; k < projected.length; k++) {
      for (int l = 0; k + l < projected.length; l++) {
        out[at++] = CrossbarGrid.dot(projected[k], factors.coarse.columnMode()[l]);
      }
    }
  }

  /// The columns' march from the far end to the terminal, in place in d.
  void collect() {
    int n = grid.columns();
    for (int j = 0; j < n; j++) {
      double current = 0;
      double q = 0;
      for (int i = grid.rows() - 1; i >= 0; i--) {
        int c = i * n + j;
        current = Math.fma(q, current, d[c]);
        q = factors.qColumn[c];
        d[c] = current;
      }
      columnH[j] = q * current;
    }
    Arrays.fill(below, 0);
  }

  /// The rows with their terminals driven, from the column voltages `field` (`[rows][columns]`, or `[columns]`): the
  /// columns' currents to d, or the row voltages to `voltage` where it is not null.
  void driveRows(double[] field, double[] rowV, double[] columnV, double[] cellA, double[] voltage) {
    clearSums();
    int n = grid.columns();
    for (int i = 0; i < grid.rows(); i++) {
      for (int j = 0; j < n; j++) {
        double injected = factors.g[i * n + j] * (field == columnV ? columnV[j] : field[i * n + j]);
        row[j] = cellA == null ? injected : injected - cellA[i * n + j];
      }
      double current = enter(i);
      rowZ[i] = factors.qRow[i * n] * (current - factors.rowY[i] * rowV[i]);
      leave(i, rowV[i]);
      if (voltage != null) {
        System.arraycopy(row, 0, voltage, i * n, n);
        continue;
      }
      for (int j = 0; j < n; j++) {
        double drawn = factors.g[i * n + j] * (row[j] - columnV[j]);
        d[i * n + j] = cellA == null ? drawn : drawn + cellA[i * n + j];
      }
      project(i);
    }
  }
}
