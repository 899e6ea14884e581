package io.matchline.kernel;

/// The rows or the columns of a crossbar as chains that end in a terminal.
///
/// @param lines how many
/// @param nodes of each
/// @param line distance of neighbouring lines in the matrix
/// @param first place of line 0's node beside the terminal
/// @param step from a node to the next, away from the terminal
/// @param segmentOhm between neighbours
/// @param terminalOhm between the first node and the terminal
record CrossbarLines(int lines, int nodes, int line, int first, int step, double segmentOhm, double terminalOhm) {
  static CrossbarLines rows(CrossbarCircuit x) {
    boolean last = x.driverEnd() == CrossbarEnd.LAST;
    return new CrossbarLines(
        x.rows(),
        x.columns(),
        x.columns(),
        last ? x.columns() - 1 : 0,
        last ? -1 : 1,
        x.rowResistanceOhm(),
        x.rowResistanceOhm() + x.driverResistanceOhm());
  }

  static CrossbarLines columns(CrossbarCircuit x) {
    boolean last = x.senseEnd() == CrossbarEnd.LAST;
    return new CrossbarLines(
        x.columns(),
        x.rows(),
        1,
        last ? (x.rows() - 1) * x.columns() : 0,
        last ? -x.columns() : x.columns(),
        x.columnResistanceOhm(),
        x.columnResistanceOhm() + x.senseResistanceOhm());
  }

  /// Place of a node, counted from the terminal.
  int at(int i, int node) {
    return i * line + first + node * step;
  }

  /// Resistance before a node.
  double ohm(int node) {
    return node > 0 ? segmentOhm : terminalOhm;
  }
}
