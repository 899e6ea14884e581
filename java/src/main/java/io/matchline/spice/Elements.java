package io.matchline.spice;

/// What a circuit consists of, which decides the tolerances that ngspice needs and can keep.
public enum Elements {
  /// Resistors, capacitors and sources without memory: the tolerances are far below anything of interest.
  OHMIC("uic", "abstol=1e-15 vntol=1e-10 chgtol=1e-21 trtol=1", "abstol=1e-18 vntol=1e-14 gmin=1e-30"),
  /// Transistors, whose models carry rounding and kinks, and nodes that only an operating point can charge.
  TRANSISTORS("", "abstol=1e-14 vntol=1e-8 chgtol=1e-19 trtol=1", "abstol=1e-15 vntol=1e-9"),
  /// Transistors with nodes between them that nothing but capacitances holds, from 0 V there. At the end of a rise ngspice
  /// finds no step that meets closer tolerances, and the order of elimination that it finds for an operating point of such
  /// nodes makes every step a hundred times longer.
  STACKED_TRANSISTORS("uic", "abstol=1e-12 vntol=1e-7 chgtol=1e-19 trtol=3 gmin=1e-15", "abstol=1e-15 vntol=1e-9");

  private final String start;
  private final String transientTolerances;
  private final String staticTolerances;

  Elements(String start, String transientTolerances, String staticTolerances) {
    this.start = start;
    this.transientTolerances = transientTolerances;
    this.staticTolerances = staticTolerances;
  }

  /// The last word of a `.tran` line: `uic` starts from the given node voltages alone, nothing from an operating point
  /// that holds the given nodes at theirs.
  String start() {
    return start;
  }

  String transientTolerances() {
    return transientTolerances;
  }

  String staticTolerances() {
    return staticTolerances;
  }
}
