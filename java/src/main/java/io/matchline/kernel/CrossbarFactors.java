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
  private double stiffness = Double.POSITIVE_INFINITY;
  private double square;
  private double sum;

  CrossbarFactors(CrossbarCircuit circuit) {
    grid = CrossbarGrid.of(circuit);
    g = grid.matrix(circuit.conductance(), 0);
    qRow = new double[grid.cells()];
    qColumn = new double[grid.cells()];
    rowY = new double[grid.rows()];
    factorRows();
    factorColumns();
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
    double[] ohm = new double[n];
    double toTerminal = grid.driverOhm();
    for (int j = 0; j < n; j++) {
      ohm[j] = toTerminal;
      toTerminal = toTerminal + grid.rowOhm();
    }
    for (int i = 0; i < grid.rows(); i++) {
      double y = 0;
      double q = 0;
      double moment = 0;
      for (int j = n - 1; j >= 0; j--) {
        int c = i * n + j;
        y = Math.fma(q, y, g[c]);
        q = 1 / Math.fma(j > 0 ? grid.rowOhm() : grid.driverOhm(), y, 1);
        qRow[c] = q;
        moment = Math.fma(ohm[j], g[c], moment);
        stiffness = Math.min(y + 1 / ohm[j], stiffness);
      }
      rowY[i] = y;
      rowMoment = Math.max(rowMoment, moment);
    }
  }

  private void factorColumns() {
    int n = grid.columns();
    for (int j = 0; j < n; j++) {
      double y = 0;
      double q = 0;
      double moment = 0;
      double squares = 0;
      double all = 0;
      for (int i = grid.rows() - 1; i >= 0; i--) {
        int c = i * n + j;
        y = Math.fma(q, y, g[c]);
        q = 1 / Math.fma(i > 0 ? grid.columnOhm() : grid.senseOhm(), y, 1);
        qColumn[c] = q;
        moment = Math.fma(Math.fma(i, grid.columnOhm(), grid.senseOhm()), g[c], moment);
        squares = Math.fma(g[c], g[c], squares);
        all = all + g[c];
      }
      columnMoment = Math.max(columnMoment, moment);
      square = Math.max(square, squares);
      sum = Math.max(sum, all);
    }
  }

  private double errorPerEnergy() {
    double rows = share(rowMoment);
    double columns = share(columnMoment);
    double reach = Math.min(Math.sqrt(rows * (square / stiffness)), rows * Math.sqrt(sum));
    double least = 1 / (1 + rowMoment) + rows / (1 + columnMoment);
    return reach * Math.sqrt(columns) / least;
  }

  private static double share(double x) {
    return 1 / (1 + 1 / x);
  }
}
