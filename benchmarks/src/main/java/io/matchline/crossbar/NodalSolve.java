package io.matchline.crossbar;

import io.matchline.kernel.CrossbarCircuit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.interfaces.linsol.LinearSolverSparse;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;

/// Nodal analysis of a crossbar by a sparse direct solve: the conductance matrix of all nodes, factored once by EJML's
/// sparse Cholesky decomposition. It shares nothing with the kernels and is what they are compared with.
public final class NodalSolve {
  private final CrossbarCircuit circuit;
  private final NodalMesh mesh;
  private final LinearSolverSparse<DMatrixSparseCSC, DMatrixRMaj> factored;

  /// Assembles and factors.
  ///
  /// @throws IllegalStateException where the matrix is not positive definite
  public NodalSolve(CrossbarCircuit circuit) {
    this.circuit = circuit;
    mesh = new NodalMesh(circuit);
    factored = LinearSolverFactory_DSCC.cholesky(FillReducing.NONE);
    if (mesh.unknowns() > 0 && !factored.setA(matrix())) {
      throw new IllegalStateException("the conductance matrix is not positive definite");
    }
  }

  private DMatrixSparseCSC matrix() {
    int n = mesh.unknowns();
    double[] diagonal = new double[n];
    DMatrixSparseTriplet entries = new DMatrixSparseTriplet(n, n, 4 * n);
    mesh.forEachLink((a, b, conductanceS) -> {
      int p = mesh.place(a);
      int q = mesh.place(b);
      if (p >= 0) {
        diagonal[p] += conductanceS;
      }
      if (q >= 0) {
        diagonal[q] += conductanceS;
      }
      if (p >= 0 && q >= 0 && conductanceS > 0) {
        entries.addItem(p, q, -conductanceS);
        entries.addItem(q, p, -conductanceS);
      }
    });
    for (int p = 0; p < n; p++) {
      entries.addItem(p, p, diagonal[p]);
    }
    DMatrixSparseCSC matrix = DConvertMatrixStruct.convert(entries, (DMatrixSparseCSC) null);
    CommonOps_DSCC.duplicatesAdd(matrix, null);
    return matrix;
  }

  /// One forward and one backward substitution.
  public NodalSolution solve(NodalDrive drive) {
    return solve(drive, 0);
  }

  /// The same with steps of iterative refinement, whose residuals are sums of currents between neighbours.
  public NodalSolution solve(NodalDrive drive, int refinements) {
    double[] terminalV = new double[circuit.rows() + circuit.columns()];
    System.arraycopy(drive.rowV(), 0, terminalV, 0, circuit.rows());
    System.arraycopy(drive.columnV(), 0, terminalV, circuit.rows(), circuit.columns());
    double[] unknown = new double[mesh.unknowns()];
    for (int step = 0; step <= refinements && unknown.length > 0; step++) {
      DMatrixRMaj residual = DMatrixRMaj.wrap(unknown.length, 1, inflow(unknown, terminalV, drive.cellA()));
      DMatrixRMaj correction = new DMatrixRMaj(unknown.length, 1);
      factored.solve(residual, correction);
      for (int p = 0; p < unknown.length; p++) {
        unknown[p] += correction.data[p];
      }
    }
    int cells = (int) circuit.cells();
    double[] rowVoltage = new double[cells];
    double[] columnVoltage = new double[cells];
    for (int k = 0; k < cells; k++) {
      rowVoltage[k] = mesh.voltage(k, unknown, terminalV);
      columnVoltage[k] = mesh.voltage(cells + k, unknown, terminalV);
    }
    return NodalSolution.of(circuit, drive.cellA(), rowVoltage, columnVoltage);
  }

  /// The sum of the currents into every unknown node, by place.
  private double[] inflow(double[] unknown, double[] terminalV, double[] cellA) {
    double[] sum = new double[unknown.length];
    mesh.forEachLink((a, b, conductanceS) -> add(
        sum, a, b, conductanceS * (mesh.voltage(a, unknown, terminalV) - mesh.voltage(b, unknown, terminalV))));
    for (int k = 0; k < cellA.length; k++) {
      add(sum, k, cellA.length + k, cellA[k]);
    }
    return sum;
  }

  private void add(double[] sum, int from, int to, double current) {
    int p = mesh.place(from);
    int q = mesh.place(to);
    if (p >= 0) {
      sum[p] -= current;
    }
    if (q >= 0) {
      sum[q] += current;
    }
  }
}
