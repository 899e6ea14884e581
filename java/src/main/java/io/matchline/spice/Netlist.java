package io.matchline.spice;

import java.util.List;
import java.util.stream.Collectors;

/// An ngspice deck.
///
/// `ngspice -b deck` prints the probes, `ngspice -b -r FILE deck` writes them with all digits.
///
/// @param <A> what ngspice does with the circuit
/// @param text the deck
/// @param probes what ngspice saves
/// @param analysis settings of the run
public record Netlist<A extends Analysis>(String text, List<Probe> probes, A analysis) {
  public Netlist {
    probes = List.copyOf(probes);
  }

  /// The circuit's elements, then the analysis and its probes.
  static <A extends Analysis> Netlist<A> of(String circuit, List<Probe> probes, A analysis) {
    String vectors = probes.stream().map(probe -> " " + probe.vector()).collect(Collectors.joining());
    String text = String.join(
        "\n",
        circuit,
        analysis.options(),
        ".save" + vectors,
        ".print " + analysis.name() + vectors,
        analysis.command(),
        ".end\n");
    return new Netlist<>(text, probes, analysis);
  }
}
