package io.matchline.tcam;

/// A column of a CSV file of cases.
public interface CsvColumn {
  /// Its name in the header.
  String key();

  /// Symbol of the unit of its numbers, empty where they have none.
  String symbol();

  /// Whether its numbers may be below 0.
  boolean signed();
}
