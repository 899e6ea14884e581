package io.matchline.tcam;

/// What an amplifier looks at on its line.
sealed interface Probe {
  /// The voltage at one instant.
  ///
  /// @param timeS time of the strobe, s; 0: the standard one
  /// @param jitterS standard deviation of that time from search to search, s
  record AtTime(double timeS, double jitterS) implements Probe {}

  /// The time at which the voltage falls to a level.
  ///
  /// @param referenceV the level, V; 0: half the precharge voltage
  record AtLevel(double referenceV) implements Probe {}
}
