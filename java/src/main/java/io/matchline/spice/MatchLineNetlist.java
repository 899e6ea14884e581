package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.util.ArrayList;
import java.util.List;

/// Writes discharging match lines as ngspice decks: RC ladders precharged to V_pre and released at t = 0.
///
/// Wires far below 1e-4 Ω per segment cost ngspice's matrix its digits (1e-9 Ω: 0.3 % in time); 0 Ω is exact.
public final class MatchLineNetlist {
  private MatchLineNetlist() {}

  /// One line.
  ///
  /// @param conductanceS `[cells]` S, cell 1 first
  public static Netlist<Transient> line(MatchLine line, List<Double> conductanceS, Transient settings) {
    return array(line, List.of(conductanceS), settings);
  }

  /// Rows of an array as separate equal lines in one deck; the probes are the voltages of their sense amplifiers.
  ///
  /// @param conductanceS `[rows][cells]` S
  public static Netlist<Transient> array(MatchLine line, List<List<Double>> conductanceS, Transient settings) {
    if (conductanceS.isEmpty()) {
      throw new IllegalArgumentException("an array of 0 rows; a netlist needs at least one");
    }
    StringBuilder deck = new StringBuilder();
    List<Probe> probes = new ArrayList<>();
    describe(deck, line, conductanceS.size());
    for (int row = 0; row < conductanceS.size(); row++) {
      LadderText ladder = new LadderText(deck, line, row);
      ladder.append(conductanceS.get(row));
      String node = ladder.node(line.sense() == SenseEnd.NEAR ? 0 : line.cells());
      probes.add(new Probe("v(" + node + ")", line.prechargeV()));
    }
    return Netlist.of(deck.toString(), probes, settings);
  }

  private static void describe(StringBuilder deck, MatchLine line, int rows) {
    deck.append("* Matchline: %d discharging match line(s) of %d cells\n".formatted(rows, line.cells()));
    deck.append("*\n* n<row>_0 --Rw-- n<row>_1 --Rw-- ... --Rw-- n<row>_%d\n".formatted(line.cells()));
    deck.append("*   |             |                    |\n");
    deck.append("*   C0           C, 1/g1              C + Cfar, 1/gM       all to ground\n*\n");
    comment(deck, "Rw, wire resistance of a segment", line.wireResistanceOhm(), "ohm");
    if (line.wireResistanceOhm() == 0) {
      deck.append("*   an ideal wire: every element of a row sits on its node n<row>_0\n");
    }
    comment(deck, "C, wire and cell capacitance of a node 1...M", line.nodeCapacitanceF(), "F");
    comment(deck, "C0, capacitance of node 0", line.nearCapacitanceF(), "F");
    comment(deck, "Cfar, extra capacitance of node M", line.farCapacitanceF(), "F");
    comment(deck, "voltage of every node at t = 0", line.prechargeV(), "V");
    deck.append("* Cells are resistors of 1/g ohm; a cell of 0 S is left out.\n");
    deck.append("* The sense amplifier is at the %s end.\n".formatted(line.sense() == SenseEnd.NEAR ? "near" : "far"));
  }

  private static void comment(StringBuilder deck, String what, double value, String unit) {
    deck.append("* ").append(what).append(": ").append(value).append(" ").append(unit).append("\n");
  }
}
