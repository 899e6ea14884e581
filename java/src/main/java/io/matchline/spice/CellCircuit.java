package io.matchline.spice;

import java.nio.file.Path;
import java.util.Optional;

/// A TCAM cell as an ngspice subcircuit that holds a stored 1.
///
/// Its pins are, in this order, the match line, the search line SL and its complement SLB; ground is node 0. With SL high
/// and SLB low the cell matches, with SL low and SLB high it mismatches. Supplies are sources on `.global` nodes in the
/// text.
///
/// @param subcircuit name of the subcircuit
/// @param text the lines that define it and its device models
/// @param stack how to reach the nodes inside that share their charge with the match line, if the cell has such
public record CellCircuit(String subcircuit, String text, Optional<Stack> stack) {
  /// Nodes between a transistor at the match line, whose gate is high, and one to ground.
  ///
  /// @param opened name of a subcircuit with two more pins: the node inside a matching cell, the one inside a mismatching
  /// @param match name of the first in the cell's subcircuit
  /// @param mismatch name of the second
  record Stack(String opened, String match, String mismatch) {
    /// The line that places the cell with its nodes at hand.
    String placed(String name, String matchLine, String searchLine, String complement, String match, String mismatch) {
      return "X%s %s %s %s %s %s %s\n".formatted(name, matchLine, searchLine, complement, match, mismatch, opened);
    }
  }

  /// A cell without such nodes.
  public CellCircuit(String subcircuit, String text) {
    this(subcircuit, text, Optional.empty());
  }

  /// The cell of a file. Files that it includes are found beside it.
  public static CellCircuit of(Path file, String subcircuit) {
    return new CellCircuit(subcircuit, ".include \"" + file.toAbsolutePath() + "\"\n");
  }

  /// What lines of such cells consist of.
  Elements elements() {
    return stack.isPresent() ? Elements.STACKED_TRANSISTORS : Elements.TRANSISTORS;
  }

  /// The line that places the cell.
  String placed(String name, String matchLine, String searchLine, String complement) {
    return "X" + name + " " + matchLine + " " + searchLine + " " + complement + " " + subcircuit + "\n";
  }
}
