package io.matchline.tcam;

import java.util.List;
import java.util.Optional;

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
  /// @param rise how they get to their curves from then on, if that is known; not for cells with a node inside
  /// @param stack the nodes inside the cells, if they have any; then `curves` are those of cells whose nodes have settled
  record Tabulated(
      String pattern,
      CellCurves curves,
      double startVoltageV,
      double startOffsetS,
      Optional<CellRising> rise,
      Optional<CellStart> stack)
      implements LineCells {
    /// Cells without a node inside that are as their curves say at once.
    public Tabulated(String pattern, CellCurves curves, double startVoltageV, double startOffsetS) {
      this(pattern, curves, startVoltageV, startOffsetS, Optional.empty(), Optional.empty());
    }

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
