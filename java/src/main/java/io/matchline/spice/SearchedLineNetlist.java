package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.Trit;
import java.util.List;

/// Writes a programmed match line as an ngspice deck whose search lines are sources that Java steps: the deck holds what
/// is stored, the search comes while it runs.
///
/// Cell `j` sits at node `n<j>`; its branches conduct while `sl<j>` or `slb<j>` is driven. The sources are `vsl<j>` and
/// `vslb<j>`.
public final class SearchedLineNetlist {
  private final StringBuilder deck = new StringBuilder("* Matchline: a programmed match line under stepped search lines\n");
  private final MatchLine line;
  private final Access access;
  private final double highV;

  private SearchedLineNetlist(MatchLine line, Access access, double highV) {
    this.line = line;
    this.access = access;
    this.highV = highV;
  }

  /// @param cells programmed rows with as many columns as the line has cells
  /// @param row which of them
  /// @param highV voltage of a driven search line, > 0 V
  public static Netlist<Transient> of(
      MatchLine line, Conductances cells, int row, Access access, double highV, Transient settings) {
    SearchedLineNetlist netlist = new SearchedLineNetlist(line, access, highV);
    netlist.wire();
    netlist.deck.append(switch (access) {
      case Access.Switch _ -> "";
      case Access.Transistor transistor -> transistor.card(highV);
      case Access.Pdk pdk -> pdk.card();
    });
    for (int j = 1; j <= line.cells(); j++) {
      netlist.branch("sl" + j, netlist.node(j), cells.shownS(row, j - 1, Trit.ONE));
      netlist.branch("slb" + j, netlist.node(j), cells.shownS(row, j - 1, Trit.ZERO));
    }
    String sense = netlist.node(line.sense() == SenseEnd.NEAR ? 0 : line.cells());
    return Netlist.of(netlist.deck.toString(), List.of(new Probe("v(" + sense + ")", line.prechargeV())), settings);
  }

  private String node(int j) {
    return "n" + (line.wireResistanceOhm() == 0 ? 0 : j);
  }

  private void wire() {
    capacitor(0, line.nearCapacitanceF());
    for (int j = 1; j <= line.cells(); j++) {
      if (line.wireResistanceOhm() > 0) {
        add("Rw" + j, node(j - 1), node(j), Double.toString(line.wireResistanceOhm()));
      }
      capacitor(j, line.nodeCapacitanceF() + (j == line.cells() ? line.farCapacitanceF() : 0));
    }
    for (int j = 0; j <= (line.wireResistanceOhm() == 0 ? 0 : line.cells()); j++) {
      deck.append(".ic v(").append(node(j)).append(")=").append(line.prechargeV()).append("\n");
    }
  }

  private void capacitor(int j, double farad) {
    if (farad > 0) {
      add("C" + j, node(j), "0", Double.toString(farad));
    }
  }

  /// A branch that never conducts needs no search line.
  private void branch(String searchLine, String node, double siemens) {
    if (siemens == 0) {
      return;
    }
    add("V" + searchLine, searchLine, "0", "external");
    switch (access) {
      case Access.Switch _ ->
          add("B" + searchLine, node, "0", "I=%s*v(%s)*v(%s)".formatted(siemens / highV, node, searchLine));
      case Access.Transistor _ -> {
        memory(searchLine, node, siemens);
        add("M" + searchLine, "m" + searchLine, searchLine, "0 0 access w=1u l=1u");
      }
      case Access.Pdk(_, _, String device, double width, double length) -> {
        memory(searchLine, node, siemens);
        add("X" + searchLine, "m" + searchLine, searchLine, "0 0", device, "w=" + width, "l=" + length);
      }
    }
  }

  /// The memory device; while its transistor was off, the node behind it has followed the precharge.
  private void memory(String searchLine, String node, double siemens) {
    add("R" + searchLine, node, "m" + searchLine, Double.toString(1 / siemens));
    add(".ic v(m%s)=%s".formatted(searchLine, line.prechargeV()));
  }

  private void add(String... words) {
    deck.append(String.join(" ", words)).append("\n");
  }
}
