package io.matchline.target;

import io.matchline.crossbar.CrossbarWires;

/// Who answers a multiplication: given the conductances of a crossbar and the voltages at its rows, it says which
/// currents leave its columns.
public interface CrossbarTarget {
  /// @param conductanceS `[rows][columns]` S, finite and ≥ 0
  /// @param inputV `[vectors][rows]` V at the row terminals
  /// @return `[vectors][columns]` A out of the columns
  double[][] currentsA(CrossbarWires wires, double[][] conductanceS, double[][] inputV);
}
