package io.matchline.tcam;

/// The waveforms of all rows of one column tile at one level.
///
/// Results are `[queries · rows]`, rows of a query side by side.
sealed interface LineReader permits CellLines, CountedTile {
  /// Voltages at the sense node at one time.
  double[] voltagesV(CellWords queries, double timeS);

  /// Times at which the sense node falls to each reference voltage, `[references][queries · rows]`.
  double[][] crossingsS(CellWords queries, double... referencesV);

  int rows();

  Tiling.Columns columns();
}
