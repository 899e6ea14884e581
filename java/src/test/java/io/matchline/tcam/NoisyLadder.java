package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A match line as a stochastic differential equation: every resistance has Johnson noise of its own, of spectral density
/// 4kT/R in current, and every saturated transistor 4kTγ g_m.
///
/// C dv = −A v dt − i dt + dq by the trapezoidal rule: (C + h/2 A) v′ = (C − h/2 A) v − h i + q, where the charge q of a
/// resistance in a step of length h is normal with variance 2kT h/R and goes from one of its nodes to the other. In
/// equilibrium the rule has the covariance kT C⁻¹ whatever the step, as the differential equation has.
final class NoisyLadder {
  static final double KT = 1.380649e-23 * 300;

  private final int nodes;
  private final double[] capacitanceF;
  private final double wireS;
  private final double[] groundS;
  private final double[] currentA;
  private final double[] drawnC;
  private final double stepS;
  private final double[] factor;
  private final double[] pivot;
  private final double prechargeV;
  private final double driverS;
  private final RandomGenerator random;

  /// @param groundS `[cells]` conductances to ground, S
  /// @param currentA `[cells]` currents of saturated transistors, A
  /// @param saturatedS `[cells]` γ g_m of these transistors, S
  /// @param driverS conductance from node 0 to the precharge voltage, S
  NoisyLadder(
      MatchLine line,
      double[] groundS,
      double[] currentA,
      double[] saturatedS,
      double driverS,
      double stepS,
      RandomGenerator random) {
    this.nodes = line.cells() + 1;
    this.capacitanceF = new double[nodes];
    this.groundS = new double[nodes];
    this.currentA = new double[nodes];
    this.drawnC = new double[nodes];
    for (int j = 1; j < nodes; j++) {
      capacitanceF[j] = line.nodeCapacitanceF();
      this.groundS[j] = groundS[j - 1];
      this.currentA[j] = currentA[j - 1];
      drawnC[j] = Math.sqrt(2 * KT * stepS * (groundS[j - 1] + saturatedS[j - 1]));
    }
    capacitanceF[0] = line.nearCapacitanceF();
    capacitanceF[nodes - 1] += line.farCapacitanceF();
    this.groundS[0] = driverS;
    drawnC[0] = Math.sqrt(2 * KT * stepS * driverS);
    this.wireS = 1 / line.wireResistanceOhm();
    this.prechargeV = line.prechargeV();
    this.driverS = driverS;
    this.stepS = stepS;
    this.random = random;
    this.factor = new double[nodes];
    this.pivot = new double[nodes];
    factorize();
  }

  private double diagonalS(int j) {
    return groundS[j] + (j > 0 ? wireS : 0) + (j < nodes - 1 ? wireS : 0);
  }

  private void factorize() {
    double off = -0.5 * stepS * wireS;
    for (int j = 0; j < nodes; j++) {
      factor[j] = j == 0 ? 0 : off / pivot[j - 1];
      pivot[j] = capacitanceF[j] + 0.5 * stepS * diagonalS(j) - (j == 0 ? 0 : factor[j] * off);
    }
  }

  /// A line at the precharge voltage without noise.
  double[] quiet() {
    double[] v = new double[nodes];
    Arrays.fill(v, prechargeV);
    return v;
  }

  /// Goes on by `steps` steps.
  void advance(double[] v, int steps) {
    double half = 0.5 * stepS;
    double wireC = Math.sqrt(2 * KT * stepS * wireS);
    double[] charge = new double[nodes];
    for (int n = 0; n < steps; n++) {
      for (int j = 0; j < nodes; j++) {
        double left = j > 0 ? wireS * v[j - 1] : 0;
        double right = j < nodes - 1 ? wireS * v[j + 1] : 0;
        double noise = drawnC[j] == 0 ? 0 : drawnC[j] * random.nextGaussian();
        charge[j] = (capacitanceF[j] - half * diagonalS(j)) * v[j] + half * (left + right) - stepS * currentA[j] + noise;
      }
      charge[0] += stepS * driverS * prechargeV;
      for (int j = 1; j < nodes; j++) {
        double q = wireC * random.nextGaussian();
        charge[j - 1] += q;
        charge[j] -= q;
      }
      solve(charge, v);
    }
  }

  private void solve(double[] charge, double[] v) {
    double off = -0.5 * stepS * wireS;
    for (int j = 1; j < nodes; j++) {
      charge[j] -= factor[j] * charge[j - 1];
    }
    v[nodes - 1] = charge[nodes - 1] / pivot[nodes - 1];
    for (int j = nodes - 2; j >= 0; j--) {
      v[j] = (charge[j] - off * v[j + 1]) / pivot[j];
    }
  }

  /// Charge of the line over its capacitance, V: what an amplifier sees that averages over the line.
  double averageV(double[] v) {
    double charge = 0;
    double capacitance = 0;
    for (int j = 0; j < nodes; j++) {
      charge += capacitanceF[j] * v[j];
      capacitance += capacitanceF[j];
    }
    return charge / capacitance;
  }
}
