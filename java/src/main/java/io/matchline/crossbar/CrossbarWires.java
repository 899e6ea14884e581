package io.matchline.crossbar;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.lang.foreign.MemorySegment;

/// Wires of a crossbar and where its terminals sit.
///
/// A row is a chain of one segment per cell from its terminal on; the terminal sits behind the driver's resistance and
/// the first segment. A column is the same with the resistance of the sense amplifier. Every resistance may be 0: an
/// ideal wire or source.
///
/// @param rowResistanceOhm one segment of a row, Ω
/// @param columnResistanceOhm one segment of a column, Ω
/// @param driverResistanceOhm between a row's source and its first segment, Ω
/// @param senseResistanceOhm between a column's first segment and its amplifier, Ω
/// @param rowCapacitanceF from each node of a row to ground, F; transients only
/// @param columnCapacitanceF from each node of a column to ground, F; transients only
/// @param driverEnd end of the rows that carries the sources: beside the first or the last column
/// @param senseEnd end of the columns that carries the amplifiers: beside the first or the last row
@Named(value = "crossbar-wires", doc = "Wires of a crossbar and where its terminals sit.")
public record CrossbarWires(
    @Param(doc = "Resistance of one segment of a row.",
            unit = Unit.OHM, min = 0, max = MAX_OHM, standard = "1 Ω",
            source = "our choice: near 0.93 Ω, 22 nm at a pitch of 2F")
        double rowResistanceOhm,
    @Param(doc = "Resistance of one segment of a column.",
            unit = Unit.OHM, min = 0, max = MAX_OHM, standard = "1 Ω",
            source = "our choice: near 0.93 Ω, 22 nm at a pitch of 2F")
        double columnResistanceOhm,
    @Param(doc = "Resistance between a row's source and its first segment.",
            unit = Unit.OHM, min = 0, max = MAX_OHM, standard = "0 Ω")
        double driverResistanceOhm,
    @Param(doc = "Resistance between a column's first segment and its amplifier.",
            unit = Unit.OHM, min = 0, max = MAX_OHM, standard = "0 Ω")
        double senseResistanceOhm,
    @Param(doc = "Capacitance of each node of a row; transients only.",
            unit = Unit.FARAD, min = 0, max = MAX_F, standard = "0.1 fF", source = "our choice")
        double rowCapacitanceF,
    @Param(doc = "Capacitance of each node of a column; transients only.",
            unit = Unit.FARAD, min = 0, max = MAX_F, standard = "0.1 fF", source = "our choice")
        double columnCapacitanceF,
    @Param(doc = "End of the rows that carries the sources.", standard = "first")
        CrossbarEnd driverEnd,
    @Param(doc = "End of the columns that carries the amplifiers.", standard = "last")
        CrossbarEnd senseEnd) {
  /// Largest resistance of a segment, a driver or an amplifier, Ω.
  public static final double MAX_OHM = 1e9;

  /// Largest capacitance of a node, F.
  public static final double MAX_F = 1e-9;

  public CrossbarWires {
    check("rowResistanceOhm", rowResistanceOhm, MAX_OHM, Unit.OHM);
    check("columnResistanceOhm", columnResistanceOhm, MAX_OHM, Unit.OHM);
    check("driverResistanceOhm", driverResistanceOhm, MAX_OHM, Unit.OHM);
    check("senseResistanceOhm", senseResistanceOhm, MAX_OHM, Unit.OHM);
    check("rowCapacitanceF", rowCapacitanceF, MAX_F, Unit.FARAD);
    check("columnCapacitanceF", columnCapacitanceF, MAX_F, Unit.FARAD);
  }

  /// Wires without resistance and capacitance, terminals at the standard ends.
  public static CrossbarWires ideal() {
    return resistive(0, 0, 0, 0);
  }

  /// Wires without capacitance, terminals at the standard ends; all resistances in Ω.
  public static CrossbarWires resistive(double rowOhm, double columnOhm, double driverOhm, double senseOhm) {
    return new CrossbarWires(rowOhm, columnOhm, driverOhm, senseOhm, 0, 0, CrossbarEnd.FIRST, CrossbarEnd.LAST);
  }

  /// The same wires with the terminals elsewhere.
  public CrossbarWires at(CrossbarEnd driver, CrossbarEnd sense) {
    return new CrossbarWires(
        rowResistanceOhm,
        columnResistanceOhm,
        driverResistanceOhm,
        senseResistanceOhm,
        rowCapacitanceF,
        columnCapacitanceF,
        driver,
        sense);
  }

  /// The same wires with other capacitances, F per node.
  public CrossbarWires withCapacitance(double rowF, double columnF) {
    return new CrossbarWires(
        rowResistanceOhm,
        columnResistanceOhm,
        driverResistanceOhm,
        senseResistanceOhm,
        rowF,
        columnF,
        driverEnd,
        senseEnd);
  }

  /// These wires with cells between them, as the kernels take them.
  ///
  /// @param conductance `[rows][columns]` S, off-heap
  CrossbarCircuit circuit(int rows, int columns, MemorySegment conductance) {
    return new CrossbarCircuit(
        rows,
        columns,
        driverEnd,
        senseEnd,
        rowResistanceOhm,
        columnResistanceOhm,
        driverResistanceOhm,
        senseResistanceOhm,
        conductance);
  }

  private static void check(String name, double value, double max, Unit unit) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          "%s = %s %s is outside 0 … %s %s".formatted(name, value, unit.symbol(), max, unit.symbol()));
    }
  }
}
