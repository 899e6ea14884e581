package io.matchline.tcam;

import java.util.List;

/// What the cells of a discharging match line are.
public sealed interface LineCells {
  /// Cells on the line, 1 or more.
  int count();

  /// Conductances to ground.
  ///
  /// @param conductanceS of each cell, cell 1 first, S
  record Ohmic(List<Double> conductanceS) implements LineCells {
    public Ohmic {
      conductanceS = List.copyOf(conductanceS);
    }

    @Override
    public int count() {
      return conductanceS.size();
    }
  }

  /// Cells whose current and charge depend on the line's voltage.
  ///
  /// @param pattern a character per cell: 1 mismatches, 0 and X match
  /// @param curves what either kind conducts and stores
  /// @param startVoltageV the line's voltage when the search lines take effect, > 0 V
  /// @param startOffsetS when they do, s
  record Tabulated(String pattern, CellCurves curves, double startVoltageV, double startOffsetS) implements LineCells {
    @Override
    public int count() {
      return pattern.length();
    }
  }

  /// Cells of which only the states are known, for a calibration.
  ///
  /// @param pattern a character per cell: 1 mismatches, 0 and X match
  record Patterned(String pattern) implements LineCells {
    @Override
    public int count() {
      return pattern.length();
    }
  }
}
