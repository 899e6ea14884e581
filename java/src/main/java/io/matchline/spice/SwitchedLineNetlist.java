package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.util.List;

/// Writes match lines of transistor cells as ngspice decks: the nodes are held at the precharge in an operating point with
/// both search lines low, which charges what is inside the cells, and released at t = 0, when the search begins.
final class SwitchedLineNetlist {
  private static final String RISING = "search_rising";
  private static final String LOW = "search_low";

  private SwitchedLineNetlist() {}

  /// @param pattern a character per cell: 1 mismatches, all others match
  static Netlist<Transient> of(LineDesign design, String pattern, Transient settings) {
    MatchLine line = design.line();
    String sense = node(line, line.sense() == SenseEnd.NEAR ? 0 : line.cells());
    return of(design, pattern, List.of(new Probe("v(" + sense + ")", line.prechargeV())), settings);
  }

  /// @param probes what is looked at
  static Netlist<Transient> of(LineDesign design, String pattern, List<Probe> probes, Transient settings) {
    MatchLine line = design.line();
    if (pattern.length() != line.cells()) {
      throw new IllegalArgumentException("a pattern of %d on a line of %d".formatted(pattern.length(), line.cells()));
    }
    StringBuilder deck = new StringBuilder();
    deck.append("* Matchline: a match line of %d cells, %s\n".formatted(line.cells(), design.cell().subcircuit()));
    deck.append(design.cell().text());
    deck.append("V%s %s 0 pwl(0 0 %s %s)\n".formatted(RISING, RISING, design.riseS(), design.searchV()));
    deck.append("V%s %s 0 0\n".formatted(LOW, LOW));
    capacitor(deck, 0, node(line, 0), line.nearCapacitanceF());
    for (int j = 1; j <= line.cells(); j++) {
      if (line.wireResistanceOhm() > 0) {
        deck.append("Rw%d %s %s %s\n".formatted(j, node(line, j - 1), node(line, j), line.wireResistanceOhm()));
      }
      double extraF = j == line.cells() ? line.farCapacitanceF() : 0;
      capacitor(deck, j, node(line, j), line.nodeCapacitanceF() + extraF);
      boolean mismatch = pattern.charAt(j - 1) == '1';
      deck.append(design.cell().placed("c" + j, node(line, j), mismatch ? LOW : RISING, mismatch ? RISING : LOW));
    }
    for (int j = 0; j <= (line.wireResistanceOhm() == 0 ? 0 : line.cells()); j++) {
      deck.append(".ic v(").append(node(line, j)).append(")=").append(line.prechargeV()).append("\n");
    }
    return Netlist.of(deck.toString(), probes, settings);
  }

  private static String node(MatchLine line, int j) {
    return "line_" + (line.wireResistanceOhm() == 0 ? 0 : j);
  }

  private static void capacitor(StringBuilder deck, int j, String node, double farad) {
    if (farad > 0) {
      deck.append("Cw%d %s 0 %s\n".formatted(j, node, farad));
    }
  }
}
