package io.matchline.kernel;

import java.lang.foreign.MemorySegment;

/// Where the currents of a crossbar after a step go: `ml_crossbar_waveform` of `matchline.h`. The first two may be
/// NULL.
///
/// @param rowCurrent `[vectors][times][rows]` A from the terminal into the row
/// @param columnCurrent `[vectors][times][columns]` A from the column into its terminal
/// @param residual `[vectors][times]` bound on what the iteration leaves of the column currents over the largest
///     current through the cells of a line
/// @param iterations `[vectors][times]` 32-bit
public record CrossbarWaveform(
    MemorySegment rowCurrent, MemorySegment columnCurrent, MemorySegment residual, MemorySegment iterations) {}
