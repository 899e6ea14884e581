package io.matchline.cli;

import io.matchline.tcam.SearchCost;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// The CSV of `matchline search --energy`: a row per query, numbers that read back to the same bits, empty fields for
/// what the configuration does not include.
record EnergyTable(String provenance, List<SearchCost> costs) {
  static final String HEADER = "query,energy_j,match_lines_j,cells_j,search_lines_j,amplifiers_j,latency_s";

  void writeTo(Writer writer) throws IOException {
    writer.write("# " + provenance + "\n");
    List<String> missing = costs.getFirst().missing();
    if (!missing.isEmpty()) {
      writer.write("# not included in energy_j: " + String.join(", ", missing) + "\n");
    }
    writer.write(HEADER + "\n");
    for (int q = 0; q < costs.size(); q++) {
      SearchCost cost = costs.get(q);
      writer.write(q + "," + cost.energyJ() + "," + text(cost.matchLinesJ()) + "," + text(cost.cellsJ()) + ","
          + text(cost.searchLinesJ()) + "," + text(cost.amplifiersJ()) + "," + cost.latencyS() + "\n");
    }
  }

  private static String text(double energyJ) {
    return Double.isNaN(energyJ) ? "" : "" + energyJ;
  }
}
