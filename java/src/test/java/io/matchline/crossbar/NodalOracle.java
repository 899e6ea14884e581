package io.matchline.crossbar;

import io.matchline.device.CellLaw;
import io.matchline.kernel.CrossbarEnd;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealVector;

/// Nodal analysis of a whole crossbar with one dense matrix: node after node, branch after branch, without any of the
/// structure that the kernels use. Nodes with 0 Ω between them are one node.
public final class NodalOracle {
  private final CrossbarWires wires;
  private final int rows;
  private final int columns;
  private final int[] unknown;
  private final double[] fixedV;
  private final int unknowns;

  /// @param rowNodeV `[rows][columns]` V
  /// @param columnNodeV `[rows][columns]` V
  /// @param rowA currents into the rows
  /// @param columnA currents out of the columns
  public record Solution(double[] rowNodeV, double[] columnNodeV, double[] rowA, double[] columnA) {}

  public NodalOracle(CrossbarWires wires, int rows, int columns) {
    this.wires = wires;
    this.rows = rows;
    this.columns = columns;
    int[] group = new int[2 * rows * columns + rows + columns];
    Arrays.setAll(group, node -> node);
    branches((a, b, ohm) -> {
      if (ohm == 0) {
        int from = Math.min(group[a], group[b]);
        int to = Math.max(group[a], group[b]);
        for (int node = 0; node < group.length; node++) {
          group[node] = group[node] == from ? to : group[node];
        }
      }
    });
    unknown = new int[group.length];
    int[] numbers = new int[group.length];
    int count = 0;
    for (int node = 0; node < group.length; node++) {
      numbers[node] = group[node] == node && node < 2 * rows * columns ? count++ : -1;
    }
    for (int node = 0; node < group.length; node++) {
      unknown[node] = numbers[group[node]] >= 0 ? numbers[group[node]] : -1 - group[node];
    }
    unknowns = count;
    fixedV = new double[group.length];
  }

  private interface Branch {
    void between(int a, int b, double ohm);
  }

  private int rowNode(int i, int j) {
    return i * columns + j;
  }

  private int columnNode(int i, int j) {
    return rows * columns + i * columns + j;
  }

  private void branches(Branch branch) {
    int terminals = 2 * rows * columns;
    int driver = wires.driverEnd() == CrossbarEnd.FIRST ? 0 : columns - 1;
    int sense = wires.senseEnd() == CrossbarEnd.FIRST ? 0 : rows - 1;
    for (int i = 0; i < rows; i++) {
      branch.between(rowNode(i, driver), terminals + i, wires.driverResistanceOhm() + wires.rowResistanceOhm());
      for (int j = 1; j < columns; j++) {
        branch.between(rowNode(i, j - 1), rowNode(i, j), wires.rowResistanceOhm());
      }
    }
    for (int j = 0; j < columns; j++) {
      int terminal = terminals + rows + j;
      branch.between(columnNode(sense, j), terminal, wires.senseResistanceOhm() + wires.columnResistanceOhm());
      for (int i = 1; i < rows; i++) {
        branch.between(columnNode(i - 1, j), columnNode(i, j), wires.columnResistanceOhm());
      }
    }
  }

  /// Linear cells with a current of their own, `[rows][columns]` each.
  Solution solve(double[] rowV, double[] columnV, double[] conductanceS, double[] offsetA) {
    System.arraycopy(rowV, 0, fixedV, 2 * rows * columns, rows);
    System.arraycopy(columnV, 0, fixedV, 2 * rows * columns + rows, columns);
    double[] nodeV = new double[2 * rows * columns];
    if (unknowns > 0) {
      Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(unknowns, unknowns);
      RealVector source = new ArrayRealVector(unknowns);
      branches((a, b, ohm) -> {
        if (ohm > 0) {
          stamp(matrix, source, a, b, 1 / ohm, 0);
        }
      });
      for (int k = 0; k < rows * columns; k++) {
        stamp(matrix, source, k, rows * columns + k, conductanceS[k], offsetA[k]);
      }
      RealVector solved = new LUDecomposition(matrix).getSolver().solve(source);
      for (int node = 0; node < nodeV.length; node++) {
        nodeV[node] = unknown[node] >= 0 ? solved.getEntry(unknown[node]) : fixedV[-1 - unknown[node]];
      }
    } else {
      Arrays.setAll(nodeV, node -> fixedV[-1 - unknown[node]]);
    }
    return solution(nodeV, conductanceS, offsetA);
  }

  private void stamp(Array2DRowRealMatrix matrix, RealVector source, int a, int b, double siemens, double ampere) {
    half(matrix, source, unknown[a], unknown[b], siemens, -ampere);
    half(matrix, source, unknown[b], unknown[a], siemens, ampere);
  }

  private void half(
      Array2DRowRealMatrix matrix, RealVector source, int own, int other, double siemens, double ampere) {
    if (own < 0) {
      return;
    }
    matrix.addToEntry(own, own, siemens);
    source.addToEntry(own, ampere);
    if (other >= 0) {
      matrix.addToEntry(own, other, -siemens);
    } else {
      source.addToEntry(own, siemens * fixedV[-1 - other]);
    }
  }

  private Solution solution(double[] nodeV, double[] conductanceS, double[] offsetA) {
    double[] u = Arrays.copyOf(nodeV, rows * columns);
    double[] w = Arrays.copyOfRange(nodeV, rows * columns, nodeV.length);
    double[] rowA = new double[rows];
    double[] columnA = new double[columns];
    for (int k = 0; k < u.length; k++) {
      double ampere = conductanceS[k] * (u[k] - w[k]) + offsetA[k];
      rowA[k / columns] += ampere;
      columnA[k % columns] += ampere;
    }
    return new Solution(u, w, rowA, columnA);
  }

  Solution solve(double[] rowV, double[] columnV, double[] conductanceS) {
    return solve(rowV, columnV, conductanceS, new double[rows * columns]);
  }

  /// Newton's method from a source that rises in small steps.
  public Solution solve(double[] rowV, CellLaw law, int rises) {
    double[] cellV = new double[rows * columns];
    Solution solution = null;
    for (int rise = 1; rise <= rises; rise++) {
      double share = (double) rise / rises;
      double[] risen = Arrays.stream(rowV).map(volt -> share * volt).toArray();
      double change = Double.POSITIVE_INFINITY;
      for (int step = 0; change > 1e-14 && step < 200; step++) {
        double[] tangentS = new double[cellV.length];
        double[] offsetA = new double[cellV.length];
        for (int k = 0; k < cellV.length; k++) {
          tangentS[k] = law.conductanceS(k / columns, k % columns, cellV[k]);
          offsetA[k] = law.currentA(k / columns, k % columns, cellV[k]) - tangentS[k] * cellV[k];
        }
        solution = solve(risen, new double[columns], tangentS, offsetA);
        change = 0;
        for (int k = 0; k < cellV.length; k++) {
          double next = solution.rowNodeV()[k] - solution.columnNodeV()[k];
          change = Math.max(change, Math.abs(next - cellV[k]));
          cellV[k] = next;
        }
      }
    }
    return solution;
  }
}
