package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;

/// The time constant of a match line to first order in its wire resistance, as a closed form with its gradient.
///
/// Count nodes i = 0 … M from the sense node; beyond segment i lie the capacitance C_i and the conductance G_i, in all C
/// and G. The first moment m obeys A m = C 1 with A = diag(g) + L/R. Without wires m is C/G everywhere; the charge that the
/// line then draws through segment i, C_i − (C/G) G_i, raises the moments beyond it by R times as much, and gᵀ m = C
/// gives at the sense node
///
///   m₀ = C/G − (R/G) Σ C_i G_i + (R C/G²) Σ G_i²
///
/// One mismatch at the share x of the line: 1 + ρ x²/2 with ρ = R M g, in units of C/g. Good while R M G stays well below 1.
final class FirstOrderLine {
  private final MatchLine line;
  private final double wireOhm;
  private final double[] beyondF;
  private final double totalF;

  FirstOrderLine(MatchLine line, boolean wires) {
    this.line = line;
    this.wireOhm = wires ? line.wireResistanceOhm() : 0;
    this.totalF = line.totalCapacitanceF();
    this.beyondF = new double[line.cells() + 1];
    double beyond = 0;
    for (int i = line.cells(); i >= 1; i--) {
      beyond += capacitanceF(i);
      beyondF[i] = beyond;
    }
  }

  private double capacitanceF(int node) {
    boolean near = line.sense() == SenseEnd.NEAR;
    boolean last = node == line.cells();
    if (near) {
      return line.nodeCapacitanceF() + (last ? line.farCapacitanceF() : 0);
    }
    return last ? line.nearCapacitanceF() : line.nodeCapacitanceF();
  }

  /// The node of cell `j`, counted from the sense node.
  private int node(int cell) {
    return line.sense() == SenseEnd.NEAR ? cell + 1 : line.cells() - 1 - cell;
  }

  /// t/m₀ and its gradient.
  ///
  /// @param conductanceS of the cells, from node 1 on; their sum is above 0
  Fall fall(double[] conductanceS, double atS) {
    int m = line.cells();
    double[] beyondS = new double[m + 1];
    for (int j = 0; j < m; j++) {
      beyondS[node(j)] += conductanceS[j];
    }
    for (int i = m - 1; i >= 0; i--) {
      beyondS[i] += beyondS[i + 1];
    }
    double totalS = beyondS[0];
    double cross = 0;
    double square = 0;
    double[] crossBy = new double[m + 1];
    double[] squareBy = new double[m + 1];
    for (int i = 1; i <= m; i++) {
      cross += beyondF[i] * beyondS[i];
      square += beyondS[i] * beyondS[i];
      crossBy[i] = crossBy[i - 1] + beyondF[i];
      squareBy[i] = squareBy[i - 1] + 2 * beyondS[i];
    }
    double momentS = totalF / totalS - wireOhm * cross / totalS + wireOhm * totalF * square / (totalS * totalS);
    double[] gradient = new double[m];
    for (int j = 0; j < m; j++) {
      int i = node(j);
      double ofTotal =
          (-totalF + wireOhm * cross - 2 * wireOhm * totalF * square / totalS) / (totalS * totalS);
      double ofPlace = wireOhm * (totalF * squareBy[i] / totalS - crossBy[i]) / totalS;
      gradient[j] = -atS * (ofTotal + ofPlace) / (momentS * momentS);
    }
    return new Fall(atS / momentS, gradient);
  }
}
