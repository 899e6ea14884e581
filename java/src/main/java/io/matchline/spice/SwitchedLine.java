package io.matchline.spice;

import java.util.List;

/// The transients of a line of transistor cells.
record SwitchedLine(NgspiceRunner runner, LineDesign design) {
  /// How far past the expected crossing a run goes.
  static final double MARGIN = 1.1;

  private static final int MAX_DOUBLINGS = 20;
  private static final int STEPS = 500;
  private static final double RELATIVE_TOLERANCE = 1e-4;

  /// Settings of the coarser of two runs.
  static Transient coarse(Elements elements, double endS) {
    return new Transient(endS, STEPS, RELATIVE_TOLERANCE, elements);
  }

  Transient coarse(double endS) {
    return coarse(design.cell().elements(), endS);
  }

  /// The voltage at the sense amplifier until `endS`.
  Waveform waveform(String pattern, double endS) {
    return waveform(pattern, coarse(endS).halved());
  }

  Waveform waveform(String pattern, Transient settings) {
    return runner.waveforms(SwitchedLineNetlist.of(design, pattern, settings)).getFirst();
  }

  /// Voltages inside cells at the end of the rise, V.
  ///
  /// @param nodes names of nodes as ngspice gives them
  List<Double> insideV(String pattern, List<String> nodes) {
    List<Probe> probes = nodes.stream().map(node -> new Probe("v(" + node + ")", 0)).toList();
    Transient settings = coarse(MARGIN * design.riseS()).halved();
    return runner.waveforms(SwitchedLineNetlist.of(design, pattern, probes, settings)).stream()
        .map(waveform -> waveform.at(design.riseS()))
        .toList();
  }

  /// The waveform until just past the lowest level.
  ///
  /// @param guessS when it should be there; +∞ where nobody knows
  Waveform fallen(String pattern, double guessS) {
    double endS = MARGIN * (Double.isFinite(guessS) ? Math.max(guessS, design.riseS()) : 10 * design.riseS());
    for (int k = 0; k < MAX_DOUBLINGS; k++) {
      Waveform waveform = waveform(pattern, endS);
      if (Double.isFinite(waveform.fallsTo(design.lowestLevelV()))) {
        return waveform;
      }
      endS *= 2;
    }
    throw new SpiceException(
        "%s: %s does not fall to %s V within %s s".formatted(design.name(), pattern, design.lowestLevelV(), endS));
  }
}
