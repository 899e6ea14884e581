package io.matchline.tcam;

/// What the sense amplifiers and converters of an array say about every row for a batch of queries.
///
/// All arrays are `[queries][rows]`, flat. The rows of a query are ranked by `score`, greater is nearer; equal scores
/// are ties. On a single column tile the score is what the amplifier compares (a voltage or a time), on several it is
/// the negated sum of the tiles' codes, at level `ideal` the negated distance. A converter of even codes gives its code.
/// Circuits that report the winner only give the number of column tiles that report a row, and {@link #NOT_REPORTED} to all
/// other rows.
///
/// @param queries number of queries
/// @param rows number of rows
/// @param score greater is nearer
/// @param distance the sum of the tiles' codes: mismatches as the converters see them; {@link #NO_DISTANCE} where there
///     are no converters
/// @param voltageV sensed voltage, NaN where the reading is none or several column tiles have several
/// @param timeS time of the strobe or of the crossing (+∞: never), NaN where there is none or several
public record Scores(int queries, int rows, double[] score, int[] distance, double[] voltageV, double[] timeS) {
  /// Score of a row that the amplifiers say nothing about.
  public static final double NOT_REPORTED = Double.NEGATIVE_INFINITY;

  /// Distance of rows that no converter measured.
  public static final int NO_DISTANCE = -1;

  public int index(int query, int row) {
    return query * rows + row;
  }
}
