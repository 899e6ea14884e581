package io.matchline.spice;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.kernel.CrossbarEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Writes a driven crossbar as an ngspice deck, numbers with all their bits.
///
/// Row node `r<i>_<j>` and column node `c<i>_<j>` of a cell are joined by its element. Nodes between which there is no
/// resistance are one node: `r<i>` for a row of ideal wire, `d<i>` where the row's source is there too, `c<j>` and
/// `s<j>` for a column. The probes are the currents through the 0 V sources at the column terminals.
public final class CrossbarNetlist {
  /// Most cells of a deck: a text of some 100 MB, far beyond what ngspice solves.
  public static final int MAX_CELLS = 1 << 20;

  private final CrossbarWires wires;
  private final CrossbarCells cells;
  private final List<String> elements = new ArrayList<>();

  private CrossbarNetlist(CrossbarWires wires, CrossbarCells cells) {
    this.wires = wires;
    this.cells = cells;
  }

  /// Which element comes first decides the order of elimination, and so how ngspice rounds.
  public enum Order {
    FORWARD,
    BACKWARD
  }

  /// @param inputV `[rows]` V at the row terminals, finite; a transient starts from 0 V everywhere else
  /// @throws IllegalArgumentException when the input is not one finite voltage per row, or the array is too large
  public static <A extends Analysis> Netlist<A> of(
      CrossbarWires wires, CrossbarCells cells, double[] inputV, A analysis, Order order) {
    check(cells, inputV);
    CrossbarNetlist deck = new CrossbarNetlist(wires, cells);
    deck.rows(inputV);
    deck.cells();
    List<Probe> probes = deck.columns();
    if (analysis instanceof Transient) {
      deck.capacitors();
    }
    if (order == Order.BACKWARD) {
      Collections.reverse(deck.elements);
    }
    return Netlist.of(deck.description() + String.join("\n", deck.elements) + "\n", probes, analysis);
  }

  private static void check(CrossbarCells cells, double[] inputV) {
    if ((long) cells.rows() * cells.columns() > MAX_CELLS) {
      throw new IllegalArgumentException(
          "%d × %d cells are above %d, the most of one deck".formatted(cells.rows(), cells.columns(), MAX_CELLS));
    }
    if (inputV.length != cells.rows()) {
      throw new IllegalArgumentException("%d inputs for %d rows".formatted(inputV.length, cells.rows()));
    }
    for (int i = 0; i < inputV.length; i++) {
      if (!Double.isFinite(inputV[i])) {
        throw new IllegalArgumentException("input of row %d = %s V is not finite".formatted(i, inputV[i]));
      }
    }
  }

  private void rows(double[] inputV) {
    int terminal = wires.driverEnd() == CrossbarEnd.FIRST ? 0 : cells.columns() - 1;
    double terminalOhm = wires.driverResistanceOhm() + wires.rowResistanceOhm();
    for (int i = 0; i < cells.rows(); i++) {
      add("Vd" + i, "d" + i, "0", inputV[i]);
      resistor("Rd" + i, "d" + i, rowNode(i, terminal), terminalOhm);
      for (int j = 1; j < cells.columns(); j++) {
        resistor("Rr" + i + "_" + j, rowNode(i, j - 1), rowNode(i, j), wires.rowResistanceOhm());
      }
    }
  }

  private List<Probe> columns() {
    int terminal = wires.senseEnd() == CrossbarEnd.FIRST ? 0 : cells.rows() - 1;
    double terminalOhm = wires.senseResistanceOhm() + wires.columnResistanceOhm();
    List<Probe> probes = new ArrayList<>();
    for (int j = 0; j < cells.columns(); j++) {
      for (int i = 1; i < cells.rows(); i++) {
        resistor("Rc" + i + "_" + j, columnNode(i - 1, j), columnNode(i, j), wires.columnResistanceOhm());
      }
      resistor("Rs" + j, columnNode(terminal, j), "s" + j, terminalOhm);
      add("Vs" + j, "s" + j, "0", 0);
      probes.add(new Probe("i(vs" + j + ")", 0));
    }
    return probes;
  }

  private void cells() {
    for (int i = 0; i < cells.rows(); i++) {
      for (int j = 0; j < cells.columns(); j++) {
        String name = i + "_" + j;
        String from = rowNode(i, j);
        String to = columnNode(i, j);
        cells.element(i, j, from, to).ifPresent(
            e -> elements.add(String.join(" ", e.letters() + name, from, to, e.value())));
      }
    }
  }

  /// A node that a source holds needs no capacitor.
  private void capacitors() {
    boolean rowsHeld = wires.rowResistanceOhm() + wires.driverResistanceOhm() == 0;
    boolean columnsHeld = wires.columnResistanceOhm() + wires.senseResistanceOhm() == 0;
    for (int i = 0; i < cells.rows(); i++) {
      for (int j = 0; j < cells.columns(); j++) {
        String name = i + "_" + j;
        if (!rowsHeld && wires.rowCapacitanceF() > 0) {
          add("Cr" + name, rowNode(i, j), "0", wires.rowCapacitanceF());
        }
        if (!columnsHeld && wires.columnCapacitanceF() > 0) {
          add("Cc" + name, columnNode(i, j), "0", wires.columnCapacitanceF());
        }
      }
    }
  }

  private String rowNode(int i, int j) {
    return wires.rowResistanceOhm() > 0 ? "r" + i + "_" + j : (wires.driverResistanceOhm() > 0 ? "r" : "d") + i;
  }

  private String columnNode(int i, int j) {
    return wires.columnResistanceOhm() > 0 ? "c" + i + "_" + j : (wires.senseResistanceOhm() > 0 ? "c" : "s") + j;
  }

  private void resistor(String name, String from, String to, double ohm) {
    if (ohm > 0) {
      add(name, from, to, ohm);
    }
  }

  private void add(String name, String from, String to, double value) {
    elements.add(String.join(" ", name, from, to, Double.toString(value)));
  }

  private String description() {
    return """
        * Matchline: a crossbar of %d rows and %d columns
        *
        * d<i> --Rd-- r<i>_<j> --Rr-- r<i>_<j'> ... --Rr-- the rest of row i, the terminal at the %s column
        * r<i>_<j> --cell-- c<i>_<j>
        * s<j> --Rs-- c<i>_<j> --Rc-- c<i'>_<j> ... --Rc-- the rest of column j, the terminal at the %s row
        *
        * Rd, driver and first segment of a row: %s + %s ohm; Rr, a segment: %s ohm
        * Rs, amplifier and first segment of a column: %s + %s ohm; Rc, a segment: %s ohm
        * Nodes with 0 ohm between them are one node; a cell of 0 S is left out.
        * i(vs<j>) is the current out of column j into its terminal, which is held at 0 V.

        """.formatted(
        cells.rows(),
        cells.columns(),
        wires.driverEnd() == CrossbarEnd.FIRST ? "first" : "last",
        wires.senseEnd() == CrossbarEnd.FIRST ? "first" : "last",
        wires.driverResistanceOhm(),
        wires.rowResistanceOhm(),
        wires.rowResistanceOhm(),
        wires.senseResistanceOhm(),
        wires.columnResistanceOhm(),
        wires.columnResistanceOhm());
  }
}
