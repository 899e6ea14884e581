package io.matchline.search;

/// One row that a search returns.
///
/// @param query query number, from 0
/// @param rank 1 for the best row of the query
/// @param row row number, from 0
/// @param distance mismatches as the converters see them, {@link io.matchline.tcam.Scores#NO_DISTANCE} where none did
/// @param voltageV sensed voltage, NaN where there is none
/// @param timeS strobe or crossing time, NaN where there is none
/// @param tied whether another row has exactly the same score
public record Match(int query, int rank, int row, int distance, double voltageV, double timeS, boolean tied) {}
