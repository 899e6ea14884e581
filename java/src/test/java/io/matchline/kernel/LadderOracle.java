package io.matchline.kernel;

import org.hipparchus.linear.EigenDecompositionSymmetric;

/// One row of an RC ladder by its eigenvectors: C dV/dt = −A V with the symmetric tridiagonal C^−½ A C^−½. Every node
/// needs a capacitance and the wire a resistance. A rate is its mode's dissipation, a sum without cancellation, so the
/// slow ones are not lost beside the fast.
final class LadderOracle {
  private final double prechargeV;
  private final double[] rate;
  private final double[] weight;

  LadderOracle(MatchLine line, double[] conductanceS) {
    int nodes = line.cells() + 1;
    double[] c = capacitances(line);
    double[] main = new double[nodes];
    double[] secondary = new double[nodes - 1];
    double wire = 1 / line.wireResistanceOhm();
    for (int j = 0; j < nodes; j++) {
      double neighbours = (j > 0 ? wire : 0) + (j < nodes - 1 ? wire : 0);
      main[j] = (neighbours + (j > 0 ? conductanceS[j - 1] : 0)) / c[j];
      if (j > 0) {
        secondary[j - 1] = -wire / Math.sqrt(c[j - 1] * c[j]);
      }
    }
    EigenDecompositionSymmetric modes = new EigenDecompositionSymmetric(main, secondary);
    int sense = line.sense() == SenseEnd.NEAR ? 0 : line.cells();
    prechargeV = line.prechargeV();
    rate = new double[nodes];
    weight = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double[] mode = modes.getEigenvector(i).toArray();
      double start = 0;
      for (int j = 0; j < nodes; j++) {
        start += mode[j] * Math.sqrt(c[j]);
      }
      weight[i] = start * mode[sense] / Math.sqrt(c[sense]);
      rate[i] = dissipation(mode, c, conductanceS, line.wireResistanceOhm());
    }
  }

  private static double dissipation(double[] mode, double[] c, double[] conductanceS, double wireOhm) {
    double power = 0;
    for (int j = 1; j < mode.length; j++) {
      double v = mode[j] / Math.sqrt(c[j]);
      double across = v - mode[j - 1] / Math.sqrt(c[j - 1]);
      power += conductanceS[j - 1] * v * v + across * across / wireOhm;
    }
    return power;
  }

  private static double[] capacitances(MatchLine line) {
    double[] c = new double[line.cells() + 1];
    c[0] = line.nearCapacitanceF();
    for (int j = 1; j < c.length; j++) {
      c[j] = line.nodeCapacitanceF();
    }
    c[line.cells()] += line.farCapacitanceF();
    return c;
  }

  double voltage(double t) {
    double v = 0;
    for (int i = 0; i < rate.length; i++) {
      v += weight[i] * StrictMath.exp(-rate[i] * t);
    }
    return prechargeV * v;
  }

  /// Precharge voltage minus voltage, precise where it is small.
  private double drop(double t) {
    double drop = 0;
    for (int i = 0; i < rate.length; i++) {
      drop -= weight[i] * StrictMath.expm1(-rate[i] * t);
    }
    return prechargeV * drop;
  }

  private boolean above(double level, double t) {
    return level > prechargeV / 2 ? drop(t) < prechargeV - level : voltage(t) > level;
  }

  /// Bisection; V falls.
  double crossing(double level) {
    double low = 0;
    double high = 1e-15;
    while (above(level, high)) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < 100 && high - low > 1e-10 * high; i++) {
      double middle = (low + high) / 2;
      if (above(level, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
