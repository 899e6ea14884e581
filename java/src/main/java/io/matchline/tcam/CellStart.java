package io.matchline.tcam;

/// The node inside every cell of a line, and where it starts.
///
/// @param curves how it conducts and stores
/// @param mismatchV its voltage in a mismatching cell when the search lines take effect, V
/// @param matchV the same in a matching cell
public record CellStart(StackCurves curves, double mismatchV, double matchV) {}
