package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import io.matchline.kernel.CrossbarCircuit;

/// Voltages and currents of a crossbar.
///
/// @param rowVoltage of the row nodes `[rows][columns]`, V
/// @param columnVoltage of the column nodes `[rows][columns]`, V
/// @param rowCurrent from the terminals into the rows `[rows]`, A
/// @param columnCurrent from the columns into their terminals `[columns]`, A
public record NodalSolution(double[] rowVoltage, double[] columnVoltage, double[] rowCurrent, double[] columnCurrent) {
  /// The currents that cells carry at these voltages, summed by line: exact for ideal wires too.
  static NodalSolution of(CrossbarCircuit circuit, double[] cellA, double[] rowVoltage, double[] columnVoltage) {
    double[] rowCurrent = new double[circuit.rows()];
    double[] columnCurrent = new double[circuit.columns()];
    for (int k = 0; k < rowVoltage.length; k++) {
      double conductanceS = circuit.conductance().getAtIndex(JAVA_DOUBLE_UNALIGNED, k);
      double current = conductanceS * (rowVoltage[k] - columnVoltage[k]) + cellA[k];
      rowCurrent[k / circuit.columns()] += current;
      columnCurrent[k % circuit.columns()] += current;
    }
    return new NodalSolution(rowVoltage, columnVoltage, rowCurrent, columnCurrent);
  }
}
