package io.matchline.spice;

import java.util.List;

/// A way to run ngspice.
public sealed interface Ngspice permits NgspiceRunner, NgspiceLibrary {
  /// The version, for example `39`.
  ///
  /// @throws SpiceException when ngspice is not installed
  String version();

  /// The waveform of each probe, from t = 0 to the end of the run.
  ///
  /// @throws SpiceException when ngspice is missing, rejects the deck, stops early or takes too long
  List<Waveform> waveforms(Netlist<Transient> netlist);

  /// The value of each probe.
  ///
  /// @return `[probes]` V or A
  /// @throws SpiceException when ngspice is missing, rejects the deck, finds no solution or takes too long
  List<Double> operatingPoint(Netlist<OperatingPoint> netlist);
}
