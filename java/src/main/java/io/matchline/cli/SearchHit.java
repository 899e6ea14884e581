package io.matchline.cli;

import io.matchline.search.Match;
import io.matchline.tcam.Scores;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One row that a query found.
///
/// @param query index of the query, from 0
/// @param rank 1 for the best row of the query
/// @param row index of the stored word, from 0
/// @param distance mismatching cells; empty where the amplifiers report the winner only
/// @param voltageV voltage of the match line at the strobe; empty where the level has no waveform
/// @param timeS time of the discharge to the reference level; likewise
/// @param tied whether another row of this query looks the same to the sense amplifier
record SearchHit(
    int query, int rank, int row, OptionalInt distance, OptionalDouble voltageV, OptionalDouble timeS, boolean tied) {
  static final String HEADER = "query,rank,row,distance,voltage_v,time_s,tied";

  /// @param firstQuery number of the batch's first query
  static SearchHit of(Match match, int firstQuery) {
    return new SearchHit(
        firstQuery + match.query(),
        match.rank(),
        match.row(),
        match.distance() == Scores.NO_DISTANCE ? OptionalInt.empty() : OptionalInt.of(match.distance()),
        known(match.voltageV()),
        known(match.timeS()),
        match.tied());
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// The hit under {@link #HEADER}; doubles read back to the same bits.
  String csv() {
    String mismatches = distance.isEmpty() ? "" : "" + distance.getAsInt();
    return query + "," + rank + "," + row + "," + mismatches + "," + text(voltageV) + "," + text(timeS) + "," + tied;
  }

  private static String text(OptionalDouble value) {
    return value.isEmpty() ? "" : value.getAsDouble() == Double.POSITIVE_INFINITY ? "never" : "" + value.getAsDouble();
  }
}
