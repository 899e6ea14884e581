package io.matchline.device;

/// Static current–voltage law of the cells of an array; a cell may differ from its neighbours by its programmed state.
///
/// The current is continuous and never falls with the voltage, and the conductance is its derivative: finite and ≥ 0 S
/// at every finite voltage. Where the current has a kink, the conductance is one of the two slopes there. An
/// implementation only computes: it keeps no state from call to call, and several threads may ask it at once.
public interface CellLaw {
  /// Current in A that flows from the row through the cell into the column.
  ///
  /// @param row row of the cell, from 0
  /// @param column column of the cell, from 0
  /// @param voltageV voltage of the row's node over the column's node, V, of either sign
  double currentA(int row, int column, double voltageV);

  /// Slope of the current at this voltage, S.
  ///
  /// @param row row of the cell, from 0
  /// @param column column of the cell, from 0
  /// @param voltageV voltage of the row's node over the column's node, V, of either sign
  double conductanceS(int row, int column, double voltageV);
}
