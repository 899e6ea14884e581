package io.matchline.crossbar;

import io.matchline.kernel.CrossbarCircuit;
import java.util.Arrays;

/// What drives a crossbar.
///
/// @param rowV voltages of the row terminals `[rows]`, V
/// @param columnV voltages of the column terminals `[columns]`, V
/// @param cellA currents from row node to column node besides those of the conductances `[rows][columns]`, A
public record NodalDrive(double[] rowV, double[] columnV, double[] cellA) {
  /// Row voltages alone; columns at 0 V.
  public static NodalDrive rows(CrossbarCircuit circuit, double[] rowV) {
    return new NodalDrive(rowV, new double[circuit.columns()], new double[(int) circuit.cells()]);
  }

  /// Column voltages alone; rows at 0 V.
  public static NodalDrive columns(CrossbarCircuit circuit, double[] columnV) {
    return new NodalDrive(new double[circuit.rows()], columnV, new double[(int) circuit.cells()]);
  }

  /// Whether no cell carries a current besides that of its conductance.
  boolean isLinear() {
    return Arrays.stream(cellA).allMatch(a -> a == 0);
  }
}
