package io.matchline.kernel;

/// The rows or the columns of a crossbar as chains that end in a terminal; twin of the line solves of
/// `crossbar/solve.c`, where the recurrences are written.
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
  int at(int line, int node) {
    return end(line) + node * step;
  }

  private int end(int i) {
    return i * line + first;
  }

  double ohm(int node) {
    return node > 0 ? segmentOhm : terminalOhm;
  }

  void factor(double[] g, double[] q) {
    for (int i = 0; i < lines; i++) {
      double y = 0;
      for (int k = nodes - 1; k >= 0; k--) {
        int at = end(i) + k * step;
        y = y + g[at];
        q[at] = 1 / Math.fma(ohm(k), y, 1);
        y = q[at] * y;
      }
    }
  }

  /// Injected currents in `v` to voltages; `volts` at the terminals and `out` currents into them may be null.
  void solve(double[] g, double[] q, double[] volts, double[] v, double[] out) {
    for (int i = 0; i < lines; i++) {
      double j = 0;
      double y = 0;
      for (int k = nodes - 1; k >= 0; k--) {
        int at = end(i) + k * step;
        v[at] = v[at] + j;
        y = y + g[at];
        j = q[at] * v[at];
        y = q[at] * y;
      }
      double before = volts == null ? 0 : volts[i];
      if (out != null) {
        out[i] = Math.fma(-y, before, j);
      }
      for (int k = 0; k < nodes; k++) {
        int at = end(i) + k * step;
        before = q[at] * Math.fma(ohm(k), v[at], before);
        v[at] = before;
      }
    }
  }

  /// The largest conductance that a terminal sees.
  double largestInput(double[] g, double[] q) {
    double most = 0;
    for (int i = 0; i < lines; i++) {
      double y = 0;
      for (int k = nodes - 1; k >= 0; k--) {
        int at = end(i) + k * step;
        y = q[at] * (y + g[at]);
      }
      most = Math.max(most, y);
    }
    return most;
  }
}
