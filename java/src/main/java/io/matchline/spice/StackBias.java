package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import io.matchline.tcam.StackCurves;
import io.matchline.tcam.UpperCurrents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Measures the node inside a cell with ngspice.
///
/// The current into it is taken over both voltages. Capacitances are taken where a settled cell passes: of the line with
/// the node where it settles, of the node with the line at the voltage that settles it there.
record StackBias(CellBias bias) {
  private static final int LINE_POINTS = 25;
  /// Pieces of the node's voltages, and at the end of which of them the node settles: the kernel's grid has twice as many,
  /// so it has the kink of a transistor that turns off at one of its points too.
  private static final int NODE_PIECES = 32;

  private static final int SETTLED_PIECE = 30;

  /// A node that settles lower says nothing about the range of its voltages.
  private static final double LEAST_SETTLED_V = 0.05;

  /// What two sources hold at line and node of a copy of the cell.
  private record Held(boolean match, double lineV, double nodeV, boolean atNode) {}

  /// @param topV voltages of the tables go from 0 V to this
  /// @throws SpiceException when ngspice fails
  StackCurves curves(LineDesign design, CellCircuit.Stack stack, double topV) {
    List<Double> voltV = voltages(topV, CellBias.POINTS);
    List<Double> match = settledV(design, stack.match(), true, voltV);
    List<Double> mismatch = settledV(design, stack.mismatch(), false, voltV);
    List<Held> held = new ArrayList<>();
    double restV = design.line().prechargeV();
    for (int i = 0; i < voltV.size(); i++) {
      double v = voltV.get(i);
      held.add(new Held(true, lineV(voltV, match, v, restV), v, true));
      held.add(new Held(false, lineV(voltV, mismatch, v, restV), v, true));
      held.add(new Held(true, v, match.get(i), false));
      held.add(new Held(false, v, mismatch.get(i), false));
    }
    List<Double> farad = farads(design, stack, held);
    List<Double> lower = lower(design, stack, held);
    CellCurves node =
        new CellCurves(voltV, every(lower, 0), every(lower, 1), every(farad, 0), every(farad, 1));
    return new StackCurves(node, every(farad, 2), every(farad, 3), upper(design, stack, voltV, nodeTopV(voltV, match, mismatch, restV)));
  }

  private static List<Double> voltages(double topV, int points) {
    return IntStream.range(0, points).mapToObj(i -> CellBias.digits(topV * i / (points - 1))).toList();
  }

  private static List<Double> every(List<Double> values, int first) {
    return IntStream.range(0, values.size() / 4).mapToObj(k -> CellBias.digits(values.get(4 * k + first))).toList();
  }

  /// The line's voltage at which the node settles at `nodeV`, or `restV` where that is higher.
  private static double lineV(List<Double> voltV, List<Double> settledV, double nodeV, double restV) {
    for (int i = 1; i < voltV.size() && voltV.get(i - 1) < restV; i++) {
      double below = settledV.get(i - 1);
      double above = settledV.get(i);
      if (above >= nodeV) {
        double share = above > below ? Math.clamp((nodeV - below) / (above - below), 0, 1) : 0;
        return Math.min(restV, voltV.get(i - 1) + share * (voltV.get(i) - voltV.get(i - 1)));
      }
    }
    return restV;
  }

  private static String searchLines(boolean match) {
    return match ? "search_high search_low" : "search_low search_high";
  }

  private static StringBuilder deck(LineDesign design) {
    return new StringBuilder("* Matchline: the node inside a cell\n" + design.cell().text()
        + "Vsearch_high search_high 0 %s\nVsearch_low search_low 0 0\n".formatted(design.searchV()));
  }

  /// Where the node settles at every voltage of the line.
  private List<Double> settledV(LineDesign design, String node, boolean match, List<Double> voltV) {
    StringBuilder deck = deck(design);
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < voltV.size(); i++) {
      String[] search = searchLines(match).split(" ");
      deck.append("Vline%d line_%d 0 %s\n".formatted(i, i, voltV.get(i)));
      deck.append(design.cell().placed("cell" + i, "line_" + i, search[0], search[1]));
      probes.add(new Probe("v(xcell%d.%s)".formatted(i, node), 0));
    }
    return bias.runner().operatingPoint(Netlist.of(deck.toString(), probes, CellBias.POINT));
  }

  private static String held(LineDesign design, CellCircuit.Stack stack, List<Held> held) {
    StringBuilder deck = deck(design);
    for (int i = 0; i < held.size(); i++) {
      Held h = held.get(i);
      String[] search = searchLines(h.match()).split(" ");
      deck.append("Vline%d line_%d 0 dc %s ac %d\n".formatted(i, i, h.lineV(), h.atNode() ? 0 : 1));
      deck.append("Vnode%d node_%d 0 dc %s ac %d\n".formatted(i, i, h.nodeV(), h.atNode() ? 1 : 0));
      deck.append(stack.placed(
          "cell" + i,
          "line_" + i,
          search[0],
          search[1],
          (h.match() ? "node_" : "other_") + i,
          (h.match() ? "other_" : "node_") + i));
    }
    return deck.toString();
  }

  private static List<Probe> probes(List<Held> held, String source) {
    return IntStream.range(0, held.size()).mapToObj(i -> new Probe("i(" + source + i + ")", 0)).toList();
  }

  private List<Double> farads(LineDesign design, CellCircuit.Stack stack, List<Held> held) {
    List<Probe> probes = IntStream.range(0, held.size())
        .mapToObj(i -> new Probe((held.get(i).atNode() ? "i(vnode" : "i(vline") + i + ")", 0))
        .toList();
    SmallSignal signal = new SmallSignal(bias.frequencyHz(), CellBias.POINT);
    return bias.runner().admittances(Netlist.of(held(design, stack, held), probes, signal)).stream()
        .map(admittance -> -admittance.capacitanceF())
        .toList();
  }

  /// What leaves the node to ground: all that the sources at line and node give.
  private List<Double> lower(LineDesign design, CellCircuit.Stack stack, List<Held> held) {
    String deck = held(design, stack, held);
    List<Double> line = bias.runner().operatingPoint(Netlist.of(deck, probes(held, "vline"), CellBias.POINT));
    List<Double> node = bias.runner().operatingPoint(Netlist.of(deck, probes(held, "vnode"), CellBias.POINT));
    return IntStream.range(0, held.size()).mapToObj(i -> -line.get(i) - node.get(i)).toList();
  }

  /// The highest of the node's voltages, just above where it settles on a charged line.
  private static double nodeTopV(List<Double> voltV, List<Double> match, List<Double> mismatch, double restV) {
    double settledV = 0;
    for (int i = 0; i < voltV.size() && voltV.get(i) <= restV; i++) {
      settledV = Math.max(settledV, Math.max(match.get(i), mismatch.get(i)));
    }
    return settledV < LEAST_SETTLED_V ? voltV.getLast() : settledV * NODE_PIECES / SETTLED_PIECE;
  }

  private UpperCurrents upper(LineDesign design, CellCircuit.Stack stack, List<Double> voltV, double topV) {
    List<Double> lineV = voltages(voltV.getLast(), LINE_POINTS);
    List<Double> nodeV = voltages(topV, NODE_PIECES + 1);
    List<Held> held = lineV.stream()
        .flatMap(v -> nodeV.stream().map(x -> new Held(false, v, x, false)))
        .toList();
    List<Double> ampere =
        bias.runner().operatingPoint(Netlist.of(held(design, stack, held), probes(held, "vline"), CellBias.POINT));
    return new UpperCurrents(lineV, nodeV, ampere.stream().map(a -> CellBias.digits(-a)).toList());
  }
}
