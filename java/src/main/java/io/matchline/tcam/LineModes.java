package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;

/// How far a match line has fallen, −ln(V/precharge), in closed form: the modes of the line without cells, and the cells
/// as a perturbation of second order.
///
/// The wire is continuous, of length 1, resistance R and capacitance C_w, with C_0 at one end: modes ψ_n = cos(κ_n (1 − x))
/// over their norm, tan κ = −(C_0/C_w) κ, time constants τ_n = R C_w/κ_n²; the far capacitance counts as spread. With
/// g_n = Σ g_j ψ_n(x_j)/√C and u_n = 1 − exp(−t/τ_n) the fundamental mode decays as
///
///   (G/C) t − Σ g_n² τ_n (t − τ_n u_n)
///
/// because heavy cells lower the voltage at their own place, and the sense node has by Σ √C ψ_n(s) g_n τ_n u_n fallen
/// further than the mean of the line. One mismatch reaches half at (1 − 0.148 ρ) and (1 + 0.574 ρ) times the lumped line's
/// time, beside the amplifier and at the far end.
final class LineModes {
  private static final int MODES = 64;
  private static final int HALVINGS = 60;

  private final double totalF;
  private final double[] timeS;
  private final double[][] cell;
  private final double[] sense;

  LineModes(MatchLine line) {
    int cells = line.cells();
    double wireF = cells * line.nodeCapacitanceF() + line.farCapacitanceF();
    double end = line.nearCapacitanceF() / wireF;
    boolean near = line.sense() == SenseEnd.NEAR;
    boolean wires = line.wireResistanceOhm() > 0 && line.nodeCapacitanceF() > 0;
    int modes = wires ? Math.min(MODES, cells) : 0;
    totalF = line.totalCapacitanceF();
    timeS = new double[modes];
    cell = new double[modes][cells];
    sense = new double[modes];
    for (int n = 0; n < modes; n++) {
      double kappa = wavenumber(n + 1, end);
      double cosine = StrictMath.cos(kappa);
      double norm = 0.5 + StrictMath.sin(2 * kappa) / (4 * kappa) + end * cosine * cosine;
      double scale = 1 / Math.sqrt(wireF * norm);
      timeS[n] = line.wireResistanceOhm() * cells * wireF / (kappa * kappa);
      sense[n] = scale * (near ? cosine : 1);
      for (int j = 0; j < cells; j++) {
        cell[n][j] = scale * StrictMath.cos(kappa * (1 - (j + 0.5) / cells));
      }
    }
  }

  /// The root of tan κ = −end κ between (n − ½) π and n π.
  private static double wavenumber(int n, double end) {
    double low = (n - 0.5) * Math.PI;
    double high = n * Math.PI;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      boolean below = StrictMath.sin(middle) * StrictMath.cos(middle) < -end * middle * squared(StrictMath.cos(middle));
      low = below ? middle : low;
      high = below ? high : middle;
    }
    return 0.5 * (low + high);
  }

  private static double squared(double x) {
    return x * x;
  }

  /// −ln(V/precharge) at `timeS` and its derivative by the conductance of each cell, 1/S.
  ///
  /// @param conductanceS of the cells, from node 1 on
  Fall fall(double[] conductanceS, double atS) {
    double[] gradient = new double[conductanceS.length];
    double value = 0;
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = atS / totalF;
      value += gradient[j] * conductanceS[j];
    }
    for (int n = 0; n < timeS.length; n++) {
      double overlap = 0;
      for (int j = 0; j < gradient.length; j++) {
        overlap += conductanceS[j] * cell[n][j];
      }
      double settledS = timeS[n] * -StrictMath.expm1(-atS / timeS[n]);
      double own = timeS[n] * (atS - settledS) / totalF;
      value += overlap * (sense[n] * settledS - own * overlap);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += cell[n][j] * (sense[n] * settledS - 2 * own * overlap);
      }
    }
    return new Fall(value, gradient);
  }
}
