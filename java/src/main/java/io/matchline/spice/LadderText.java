package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import java.util.List;

/// Writes the elements of one match line into a deck, numbers with all their bits.
record LadderText(StringBuilder deck, MatchLine line, int row) {
  /// Node `j` of the row; an ideal wire merges all of them.
  String node(int j) {
    return "n" + row + "_" + (line.wireResistanceOhm() == 0 ? 0 : j);
  }

  void append(List<Double> conductanceS) {
    if (conductanceS.size() != line.cells()) {
      throw new IllegalArgumentException(
          "row %d has %d conductances, the line %d cells".formatted(row, conductanceS.size(), line.cells()));
    }
    deck.append("\n* row ").append(row).append("\n");
    capacitor(0, line.nearCapacitanceF());
    for (int j = 1; j <= line.cells(); j++) {
      if (line.wireResistanceOhm() > 0) {
        element("Rw", j, node(j - 1), node(j), line.wireResistanceOhm());
      }
      capacitor(j, line.nodeCapacitanceF() + (j == line.cells() ? line.farCapacitanceF() : 0));
      cell(j, conductanceS.get(j - 1));
    }
    for (int j = 0; j <= (line.wireResistanceOhm() == 0 ? 0 : line.cells()); j++) {
      deck.append(".ic v(").append(node(j)).append(")=").append(line.prechargeV()).append("\n");
    }
  }

  private void capacitor(int j, double farad) {
    if (farad > 0) {
      element("C", j, node(j), "0", farad);
    }
  }

  private void cell(int j, double siemens) {
    if (!(siemens >= 0 && Double.isFinite(siemens))) {
      throw new IllegalArgumentException(
          "row %d: conductance %d = %s S is not a finite number of at least 0 S".formatted(row, j, siemens));
    }
    if (siemens > 0 && Double.isFinite(1 / siemens)) {
      element("Rc", j, node(j), "0", 1 / siemens);
    }
  }

  private void element(String kind, int j, String from, String to, double value) {
    deck.append(kind).append(row).append("_").append(j);
    deck.append(" ").append(from).append(" ").append(to).append(" ").append(value).append("\n");
  }
}
