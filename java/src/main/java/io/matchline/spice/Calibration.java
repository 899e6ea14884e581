package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import io.matchline.tcam.CellStart;
import java.util.Optional;

/// What the level `ladder-table` needs to know of a line design.
///
/// @param curves the cell's currents and capacitances
/// @param stack the nodes inside the cells and where they start, if they have any
/// @param start how the line starts
/// @param worstCrossing largest relative error of the calibrating crossings that the fit leaves
/// @param matchErrorV error of the voltage of the line without mismatches that the fit leaves, V
/// @param beforeRise whether a calibrating crossing came before the end of the rise, where the level claims nothing
record Calibration(
    CellCurves curves,
    Optional<CellStart> stack,
    LineStart start,
    double worstCrossing,
    double matchErrorV,
    boolean beforeRise) {}
