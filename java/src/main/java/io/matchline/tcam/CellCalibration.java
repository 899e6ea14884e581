package io.matchline.tcam;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import io.matchline.unit.Variants;
import java.nio.file.Path;
import java.util.Optional;

/// What level `ladder-table` knows of an array's cells; `matchline spice calibrate` finds it.
@Variants(key = "kind")
public sealed interface CellCalibration {
  /// Cells in these states, on lines with this precharge.
  ///
  /// @throws IllegalStateException where there are no tables
  LineCells.Tabulated cells(String pattern, double prechargeV);

  /// Cells are what their devices say.
  @Named(value = "none", doc = "cells are conductances, as their devices say")
  record None() implements CellCalibration {
    @Override
    public LineCells.Tabulated cells(String pattern, double prechargeV) {
      throw new IllegalStateException("the cells have no tables");
    }
  }

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

    @Override
    public LineCells.Tabulated cells(String pattern, double prechargeV) {
      return new LineCells.Tabulated(pattern, CellCurves.read(table), startVoltageV, startOffsetS);
    }
  }

  /// Cells whose current and charge are tables, also while their search lines rise.
  @Named(
      value = "rising",
      doc = "such cells from the start of the search on, while the search lines rise; lines start from the precharge")
  record Rising(
      @Param(doc = "CSV with V, I_mismatch_A, I_match_A, C_mismatch_F, C_match_F, as of spice calibrate") Path table,
      @Param(doc = "CSV with share, V, I_mismatch_A, I_match_A, Q_mismatch_C, Q_match_C, as of spice calibrate")
          Path riseTable,
      @Param(doc = "how long the search lines rise", unit = Unit.SECOND, min = 1e-15, max = 1e-3) double rise,
      @Param(
              doc = "charge in C that the rise couples into a mismatching cell's node besides",
              min = -1e-9,
              max = 1e-9,
              standard = "0")
          double coupledMismatch,
      @Param(doc = "the same for a matching cell", min = -1e-9, max = 1e-9, standard = "0") double coupledMatch)
      implements CellCalibration {
    /// @throws io.matchline.unit.InvalidInputException with every problem of a table, or when they differ in range
    public Rising {
      if (!RiseCurves.read(riseTable).covers(CellCurves.read(table))) {
        throw new InvalidInputException("rise-table does not have the voltages of table from the first to the last");
      }
    }

    @Override
    public LineCells.Tabulated cells(String pattern, double prechargeV) {
      CellRising rising = new CellRising(RiseCurves.read(riseTable), rise, coupledMismatch, coupledMatch);
      return new LineCells.Tabulated(
          pattern, CellCurves.read(table), prechargeV, 0, Optional.of(rising), Optional.empty());
    }
  }
}
