package io.matchline.spice;

import java.util.List;

/// What the calibrating transients of a design say.
///
/// @param crossings times of the lines with mismatches
/// @param matchPattern pattern of the line without
/// @param matchTimeS when its voltage was taken, s
/// @param matchV that voltage, V
record CalibrationData(List<Crossing> crossings, String matchPattern, double matchTimeS, double matchV) {
  /// One crossing of ngspice.
  ///
  /// @param pattern the line
  /// @param levelV the level, V
  /// @param timeS when it falls to it, s
  /// @param counts whether the fit looks at it
  record Crossing(String pattern, double levelV, double timeS, boolean counts) {}

  CalibrationData {
    crossings = List.copyOf(crossings);
  }
}
