package io.matchline.spice;

import java.nio.file.Path;

/// A TCAM cell as an ngspice subcircuit that holds a stored 1.
///
/// Its pins are, in this order, the match line, the search line SL and its complement SLB; ground is node 0. With SL high
/// and SLB low the cell matches, with SL low and SLB high it mismatches. Supplies are sources on `.global` nodes in the
/// text.
///
/// @param subcircuit name of the subcircuit
/// @param text the lines that define it and its device models
public record CellCircuit(String subcircuit, String text) {
  /// The cell of a file. Files that it includes are found beside it.
  public static CellCircuit of(Path file, String subcircuit) {
    return new CellCircuit(subcircuit, ".include \"" + file.toAbsolutePath() + "\"\n");
  }

  /// The line that places the cell.
  String placed(String name, String matchLine, String searchLine, String complement) {
    return "X" + name + " " + matchLine + " " + searchLine + " " + complement + " " + subcircuit + "\n";
  }
}
