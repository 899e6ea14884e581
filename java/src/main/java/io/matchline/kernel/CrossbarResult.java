package io.matchline.kernel;

import java.lang.foreign.MemorySegment;

/// Where the solution of a crossbar goes: `ml_crossbar_result` of `matchline.h`. The first four may be NULL.
///
/// @param rowCurrent `[vectors][rows]` A from the terminal into the row
/// @param columnCurrent `[vectors][columns]` A from the column into its terminal
/// @param rowVoltage `[vectors][rows][columns]` V of the row nodes
/// @param columnVoltage `[vectors][rows][columns]` V of the column nodes; read first where the drive is warm
/// @param residual `[vectors]` bound on the error of the column currents over the largest terminal current
/// @param iterations `[vectors]` 32-bit
public record CrossbarResult(
    MemorySegment rowCurrent,
    MemorySegment columnCurrent,
    MemorySegment rowVoltage,
    MemorySegment columnVoltage,
    MemorySegment residual,
    MemorySegment iterations) {}
