package io.matchline.tcam;

import io.matchline.kernel.MatchLine;

/// Who answers a search: given lines of programmed cells and the words on the search lines, it says what the sense nodes
/// do.
///
/// Equal lines, one per row of `cells`, are precharged and released at t = 0, when the search lines take effect. Words
/// may be narrower than the line; the cells behind them are not driven. Random errors of cells are in the conductances,
/// those of amplifiers and strobes come after the answer, so every target is asked the same.
public interface LineTarget {
  /// Voltages at the sense nodes, V.
  ///
  /// @param cells cells of every row, as many columns as the line has cells
  /// @param queries words on the search lines, at most as wide as the line
  /// @param timesS times after the release, ≥ 0 s
  /// @return `[times][queries · rows]`, rows of a query side by side
  double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS);

  /// Times at which the sense nodes fall to levels, s; +∞ where one never does.
  ///
  /// @param levelsV levels that {@link MatchLine#acceptsLevel} accepts, V
  /// @return `[levels][queries · rows]`
  double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV);
}
