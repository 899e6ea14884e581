package io.matchline.mvm;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NonlinearCrossbar;
import io.matchline.crossbar.NonlinearSolution;
import io.matchline.crossbar.SolveLimits;
import io.matchline.device.CellStates;
import io.matchline.device.StateLaw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;

/// The cells of a tile whose current is not proportional to their voltage, solved with the wires.
record CurvedCells(StateLaw law, CrossbarWires wires, int rows, int columns, Kernels kernels, Workers workers) {
  /// The currents of a batch.
  ///
  /// @param conductanceS `[rows][columns]` S at 0 V; beyond the law's states a cell is in the outermost of them
  /// @param rowV `[vectors][rows]` V
  /// @throws InvalidInputException for voltages at which the law does not hold
  NonlinearSolution solve(double[] conductanceS, double[] rowV, int vectors, SolveLimits limits) {
    double lowestS = law.window().lowestS();
    double highestS = law.window().highestS();
    double[] heldS = Arrays.stream(conductanceS).map(g -> Math.clamp(g, lowestS, highestS)).toArray();
    CellStates cells = CellStates.of(law, rows, columns, heldS);
    double lowestV = Math.min(0, Arrays.stream(rowV).min().orElseThrow());
    double highestV = Math.max(0, Arrays.stream(rowV).max().orElseThrow());
    try {
      cells.requireTerminals(lowestV, highestV);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
    try (NonlinearCrossbar array = new NonlinearCrossbar(wires, rows, columns, cells, kernels, workers)) {
      return array.solve(rowV, vectors, limits);
    }
  }
}
