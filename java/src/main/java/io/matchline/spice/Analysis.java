package io.matchline.spice;

/// What ngspice is asked to compute on a circuit.
public sealed interface Analysis permits OperatingPoint, SmallSignal, Transient {
  /// The `.options` line.
  String options();

  /// The line that starts the analysis.
  String command();

  /// Name of the analysis on a `.print` line.
  String name();
}
