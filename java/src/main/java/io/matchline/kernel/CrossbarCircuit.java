package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// A crossbar as a circuit: `ml_crossbar` of `matchline.h`. Any resistance may be 0, an ideal wire.
///
/// @param rows 1 … 4096
/// @param columns 1 … 4096
/// @param driverEnd where the rows have their terminals
/// @param senseEnd where the columns have theirs
/// @param rowResistanceOhm of a segment between neighbours in a row, and before its terminal, ≥ 0 Ω
/// @param columnResistanceOhm the same of a column, ≥ 0 Ω
/// @param driverResistanceOhm besides, before the terminal of a row, ≥ 0 Ω
/// @param senseResistanceOhm besides, before the terminal of a column, ≥ 0 Ω
/// @param conductance `[rows][columns]` S, finite and ≥ 0
public record CrossbarCircuit(
    int rows,
    int columns,
    CrossbarEnd driverEnd,
    CrossbarEnd senseEnd,
    double rowResistanceOhm,
    double columnResistanceOhm,
    double driverResistanceOhm,
    double senseResistanceOhm,
    MemorySegment conductance) {
  public static final int MAX_LINES = 4096;

  public CrossbarCircuit {
    require(rows >= 1 && rows <= MAX_LINES, "rows = %d is outside 1 … %d", rows, MAX_LINES);
    require(columns >= 1 && columns <= MAX_LINES, "columns = %d is outside 1 … %d", columns, MAX_LINES);
    nonNegative("rowResistanceOhm", rowResistanceOhm);
    nonNegative("columnResistanceOhm", columnResistanceOhm);
    nonNegative("driverResistanceOhm", driverResistanceOhm);
    nonNegative("senseResistanceOhm", senseResistanceOhm);
    requireSize(conductance, "conductance", (long) rows * columns, Double.BYTES);
  }

  public long cells() {
    return (long) rows * columns;
  }

  private static void nonNegative(String name, double ohm) {
    require(ohm >= 0 && Double.isFinite(ohm), "%s = %s Ω is not a finite number of at least 0", name, ohm);
  }
}
