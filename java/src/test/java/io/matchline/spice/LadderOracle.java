package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;

/// The ladder's voltage as a sum of decaying modes, from a dense eigen-decomposition; needs capacitance at every node.
final class LadderOracle {
  private final double[] rate;
  private final double[] amplitude;

  LadderOracle(MatchLine line, List<Double> conductanceS) {
    int nodes = line.cells() + 1;
    double[] root = new double[nodes];
    double[][] a = new double[nodes][nodes];
    for (int j = 0; j < nodes; j++) {
      double far = j == line.cells() ? line.farCapacitanceF() : 0;
      root[j] = Math.sqrt(j == 0 ? line.nearCapacitanceF() : line.nodeCapacitanceF() + far);
      a[j][j] += j == 0 ? 0 : conductanceS.get(j - 1);
      if (j > 0) {
        a[j][j] += 1 / line.wireResistanceOhm();
        a[j - 1][j - 1] += 1 / line.wireResistanceOhm();
        a[j][j - 1] = a[j - 1][j] = -1 / line.wireResistanceOhm();
      }
    }
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        a[i][j] /= root[i] * root[j];
      }
    }
    var modes = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(a, false));
    int sense = line.sense() == SenseEnd.NEAR ? 0 : line.cells();
    rate = modes.getEigenvalues();
    amplitude = new double[nodes];
    for (int k = 0; k < nodes; k++) {
      RealVector mode = modes.getEigenvector(k);
      double start = 0;
      for (int j = 0; j < nodes; j++) {
        start += mode.getEntry(j) * root[j];
      }
      amplitude[k] = line.prechargeV() * mode.getEntry(sense) / root[sense] * start;
    }
  }

  double voltage(double timeS) {
    double v = 0;
    for (int k = 0; k < rate.length; k++) {
      v += amplitude[k] * Math.exp(-rate[k] * timeS);
    }
    return v;
  }

  double crossing(double levelV, double latestS) {
    double above = 0;
    double below = latestS;
    for (int i = 0; i < 100; i++) {
      double middle = (above + below) / 2;
      if (voltage(middle) > levelV) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return below;
  }
}
