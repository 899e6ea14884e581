package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import java.util.Arrays;

/// The nodes of a crossbar and the conductances between them.
///
/// There are a row node and a column node per cell and a terminal per line. Nodes joined by an ideal wire are one.
/// What is not joined to a terminal is unknown and has a place in the order of elimination.
final class NodalMesh {
  private final int rows;
  private final int columns;
  private final int cells;
  private final int[] joined;
  private final int[] place;
  private final int[] from;
  private final int[] to;
  private final double[] conductanceS;
  private int links;
  private int unknowns;

  NodalMesh(CrossbarCircuit circuit) {
    rows = circuit.rows();
    columns = circuit.columns();
    cells = rows * columns;
    joined = new int[2 * cells + rows + columns];
    Arrays.setAll(joined, n -> n);
    from = new int[3 * cells];
    to = new int[3 * cells];
    conductanceS = new double[3 * cells];
    for (int i = 0; i < rows; i++) {
      int end = circuit.driverEnd() == CrossbarEnd.FIRST ? 0 : columns - 1;
      connect(rowTerminal(i), rowNode(i, end), circuit.driverResistanceOhm() + circuit.rowResistanceOhm());
      for (int j = 1; j < columns; j++) {
        connect(rowNode(i, j - 1), rowNode(i, j), circuit.rowResistanceOhm());
      }
    }
    for (int j = 0; j < columns; j++) {
      int end = circuit.senseEnd() == CrossbarEnd.FIRST ? 0 : rows - 1;
      connect(columnTerminal(j), columnNode(end, j), circuit.senseResistanceOhm() + circuit.columnResistanceOhm());
      for (int i = 1; i < rows; i++) {
        connect(columnNode(i - 1, j), columnNode(i, j), circuit.columnResistanceOhm());
      }
    }
    for (int k = 0; k < cells; k++) {
      link(k, cells + k, circuit.conductance().getAtIndex(JAVA_DOUBLE_UNALIGNED, k));
    }
    place = places();
  }

  private int rowNode(int i, int j) {
    return i * columns + j;
  }

  private int columnNode(int i, int j) {
    return cells + i * columns + j;
  }

  int rowTerminal(int i) {
    return 2 * cells + i;
  }

  int columnTerminal(int j) {
    return 2 * cells + rows + j;
  }

  private void connect(int before, int after, double resistanceOhm) {
    if (resistanceOhm == 0) {
      int a = root(before);
      int b = root(after);
      joined[Math.min(a, b)] = Math.max(a, b); // a terminal stays the root
    } else {
      link(before, after, 1 / resistanceOhm);
    }
  }

  private void link(int a, int b, double siemens) {
    from[links] = a;
    to[links] = b;
    conductanceS[links++] = siemens;
  }

  private int root(int node) {
    while (joined[node] != node) {
      joined[node] = joined[joined[node]];
      node = joined[node];
    }
    return node;
  }

  /// Per root its place among the unknowns; a node of several cells is eliminated with the last of them.
  private int[] places() {
    int[] ofRoot = new int[joined.length];
    Arrays.fill(ofRoot, -1);
    int[] order = Dissection.order(rows, columns);
    int[] roots = new int[order.length];
    for (int k = order.length - 1; k >= 0; k--) {
      int root = root(order[k]);
      if (root < 2 * cells && ofRoot[root] < 0) {
        ofRoot[root] = 0;
        roots[unknowns++] = root;
      }
    }
    for (int k = 0; k < unknowns; k++) {
      ofRoot[roots[k]] = unknowns - 1 - k;
    }
    return ofRoot;
  }

  int unknowns() {
    return unknowns;
  }

  /// Place of a node among the unknowns, negative where it is at a terminal.
  int place(int node) {
    return place[root(node)];
  }

  /// Voltage of a node, given those of the unknowns by place and those of the terminals.
  double voltage(int node, double[] unknown, double[] terminalV) {
    int root = root(node);
    return place[root] >= 0 ? unknown[place[root]] : terminalV[root - 2 * cells];
  }

  /// A conductance between two nodes.
  @FunctionalInterface
  interface Link {
    void between(int a, int b, double conductanceS);
  }

  void forEachLink(Link visitor) {
    for (int k = 0; k < links; k++) {
      visitor.between(from[k], to[k], conductanceS[k]);
    }
  }
}
