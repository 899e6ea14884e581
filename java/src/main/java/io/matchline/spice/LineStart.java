package io.matchline.spice;

import io.matchline.tcam.CellRising;
import java.util.Optional;

/// How a line starts at level `ladder-table`.
///
/// @param voltV the line's voltage when the search lines take effect, V
/// @param offsetS when they do, s after they begin to rise
/// @param rise how the cells get to their tables from then on, if that is known
record LineStart(double voltV, double offsetS, Optional<CellRising> rise) {
  /// All cells at once.
  static LineStart at(double voltV, double offsetS) {
    return new LineStart(voltV, offsetS, Optional.empty());
  }

  /// With the search lines, from the precharge voltage.
  static LineStart with(CellRising rise, double prechargeV) {
    return new LineStart(prechargeV, 0, Optional.of(rise));
  }
}
