package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import io.matchline.tcam.CellStart;
import java.util.Optional;

/// What the level `ladder-table` needs to know of a line design.
///
/// @param curves the cell's currents and capacitances
/// @param stack the nodes inside the cells and where they start, if they have any
/// @param startVoltageV V_0, the line's voltage when the search lines take effect, V
/// @param startOffsetS t_off, when they do, s after they begin to rise
/// @param worstCrossing largest relative error of the calibrating crossings that the fit leaves
/// @param matchErrorV error of the voltage of the line without mismatches that the fit leaves, V
/// @param beforeRise whether a calibrating crossing came before the end of the rise, where the level claims nothing
public record Calibration(
    CellCurves curves,
    Optional<CellStart> stack,
    double startVoltageV,
    double startOffsetS,
    double worstCrossing,
    double matchErrorV,
    boolean beforeRise) {}
