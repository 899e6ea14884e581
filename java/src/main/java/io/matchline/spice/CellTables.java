package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import io.matchline.tcam.RiseCurves;
import java.util.Optional;

/// What ngspice says of a cell.
///
/// @param curves at full search voltage
/// @param rise while the search lines rise; empty for cells with a node inside
public record CellTables(CellCurves curves, Optional<RiseCurves> rise) {}
