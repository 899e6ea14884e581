package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What is prepared once per crossbar; twin of `crossbar/prepare.h`.
final class CrossbarFactors {
  final CrossbarGrid grid;
  final double[] g;
  final double[] qRow;
  final double[] qColumn;
  /// Conductance that the terminal's segment of a row sees, S.
  final double[] rowY;
  final CrossbarCoarse coarse;
  /// Error of the column currents over the square root of r · P r.
  final double errorPerEnergy;

  private double rowMoment;
  private double columnMoment;
  private double reach;

  CrossbarFactors(CrossbarCircuit circuit) {
    grid = CrossbarGrid.of(circuit);
    g = grid.matrix(circuit.conductance(), 0);
    qRow = new double[grid.cells()];
    qColumn = new double[grid.cells()];
    rowY = new double[grid.rows()];
    factorRows();
    factorColumns(answers());
    errorPerEnergy = errorPerEnergy();
    coarse = CrossbarCoarse.of(grid, g, Math.min(rowMoment, columnMoment));
  }

  private CrossbarFactors(CrossbarCircuit circuit, double[] prepared) {
    grid = CrossbarGrid.of(circuit);
    int cells = grid.cells();
    g = grid.matrix(circuit.conductance(), 0);
    errorPerEnergy = prepared[0];
    qRow = Arrays.copyOfRange(prepared, 2, 2 + cells);
    qColumn = Arrays.copyOfRange(prepared, 2 + cells, 2 + 2 * cells);
    rowY = Arrays.copyOfRange(prepared, 2 + 2 * cells, 2 + 2 * cells + grid.rows());
    coarse = CrossbarCoarse.prepared(grid, (int) prepared[1], prepared, 2 + 2 * cells + grid.rows());
  }

  static CrossbarFactors prepared(CrossbarCircuit circuit, MemorySegment prepared) {
    return new CrossbarFactors(
        circuit, prepared.asSlice(0, doubles(circuit) * Double.BYTES).toArray(JAVA_DOUBLE_UNALIGNED));
  }

  static long doubles(CrossbarCircuit circuit) {
    return 2 + 2 * circuit.cells() + circuit.rows() + CrossbarCoarse.DOUBLES;
  }

  void write(MemorySegment prepared) {
    double[] head = {errorPerEnergy, coarse.modes()};
    long at = 0;
    for (double[] part : new double[][] {head, qRow, qColumn, rowY, coarse.energy(), coarse.gain()}) {
      for (double value : part) {
        prepared.setAtIndex(JAVA_DOUBLE_UNALIGNED, at++, value);
      }
    }
  }

  private void factorRows() {
    int n = grid.columns();
    double most = 0;
    for (int i = 0; i < grid.rows(); i++) {
      double y = 0;
      double q = 0;
      double sum = 0;
      double moment = 0;
      for (int j = n - 1; j >= 0; j--) {
        int c = i * n + j;
        y = Math.fma(q, y, g[c]);
        q = 1 / Math.fma(j > 0 ? grid.rowOhm() : grid.driverOhm(), y, 1);
        qRow[c] = q;
        moment = addMoment(moment, g[c], sum, Math.fma(j, grid.rowOhm(), grid.driverOhm()));
        sum = sum + g[c];
      }
      rowY[i] = y;
      most = Math.max(most, moment);
    }
    rowMoment = Math.sqrt(most);
  }

  /// T D T of the rows by node, Ω: what a node answers to currents of sqrt(G) in all nodes.
  private double[] answers() {
    int n = grid.columns();
    double[] answer = new double[grid.cells()];
    for (int i = 0; i < grid.rows(); i++) {
      double beyond = 0;
      for (int j = n - 1; j >= 0; j--) {
        int c = i * n + j;
        answer[c] = beyond;
        beyond = qRow[c] * qRow[c] * (g[c] + beyond);
      }
      double ohm = 0;
      double before = 0;
      for (int j = 0; j < n; j++) {
        int c = i * n + j;
        double q = qRow[c];
        ohm = q * Math.fma(q, ohm, j > 0 ? grid.rowOhm() : grid.driverOhm());
        before = Math.fma(ohm * ohm, g[c], q * q * before);
        answer[c] = Math.fma(ohm * ohm, answer[c], before);
      }
    }
    return answer;
  }

  private void factorColumns(double[] answer) {
    int n = grid.columns();
    double most = 0;
    for (int j = 0; j < n; j++) {
      double y = 0;
      double q = 0;
      double sum = 0;
      double moment = 0;
      double picked = 0;
      for (int i = grid.rows() - 1; i >= 0; i--) {
        int c = i * n + j;
        y = Math.fma(q, y, g[c]);
        q = 1 / Math.fma(i > 0 ? grid.columnOhm() : grid.senseOhm(), y, 1);
        qColumn[c] = q;
        moment = addMoment(moment, g[c], sum, Math.fma(i, grid.columnOhm(), grid.senseOhm()));
        sum = sum + g[c];
        picked = q * q * Math.fma(g[c] * g[c], answer[c], picked);
      }
      most = Math.max(most, moment);
      reach = Math.max(reach, picked);
    }
    columnMoment = Math.sqrt(most);
  }

  private static double addMoment(double moment, double g, double sum, double toTerminal) {
    double own = toTerminal * g;
    double beyond = toTerminal * sum;
    return Math.fma(own, own + (beyond + beyond), moment);
  }

  private double errorPerEnergy() {
    double least = 1 / (1 + rowMoment) + share(rowMoment) / (1 + columnMoment);
    return Math.sqrt(reach * share(columnMoment)) / least;
  }

  private static double share(double x) {
    return 1 / (1 + 1 / x);
  }
}
