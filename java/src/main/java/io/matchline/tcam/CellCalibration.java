package io.matchline.tcam;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.nio.file.Path;

/// What level `ladder-table` knows of an array's cells; `matchline spice calibrate` finds it.
@Variants(key = "kind")
public sealed interface CellCalibration {
  /// Cells are what their devices say.
  @Named(value = "none", doc = "cells are conductances, as their devices say")
  record None() implements CellCalibration {}

  /// Cells whose current and charge are tables.
  @Named(
      value = "measured",
      doc = "cells of level ladder-table: device, cell-capacitance and the devices' spread and noise are not read for"
          + " them; X and unused cells count as matching")
  record Measured(
      @Param(doc = "CSV with V, I_mismatch_A, I_match_A, C_mismatch_F, C_match_F, as of spice calibrate") Path table,
      @Param(
              doc = "voltage of the line when the search lines take effect",
              unit = Unit.VOLT,
              min = 1e-3,
              max = 100)
          double startVoltageV,
      @Param(
              doc = "when they do, after they begin to rise",
              unit = Unit.SECOND,
              min = -1e-6,
              max = 1e-3)
          double startOffsetS)
      implements CellCalibration {
    /// @throws io.matchline.unit.InvalidInputException with every problem of the table
    public Measured {
      CellCurves.read(table);
    }

    /// Cells in these states.
    LineCells.Tabulated cells(String pattern) {
      return new LineCells.Tabulated(pattern, CellCurves.read(table), startVoltageV, startOffsetS);
    }
  }
}
