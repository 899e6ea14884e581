package io.matchline.tcam;

/// The waveforms of all rows of one column tile at one level.
///
/// Results are `[queries · rows]`, rows of a query side by side; query `q` is search number `firstSearch + q`.
sealed interface LineReader permits CellLines, CountedTile, NoisyTile, DeviatingTile, TabulatedTile {
  /// Voltages at the sense node at one time.
  double[] voltagesV(CellWords queries, int firstSearch, double timeS);

  /// Times at which the sense node falls to each reference voltage, `[references][queries · rows]`.
  double[][] crossingsS(CellWords queries, int firstSearch, double... referencesV);

  /// The same lines, discharged by somebody else where anybody discharges them.
  LineReader by(LineTarget other);

  /// The lines of one search, valid until another search is asked for.
  LineReader during(int search);

  int rows();

  Tiling.Columns columns();
}
