package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.Test;

/// Charge and stored energy against the exponential of one node and the voltages of all nodes by eigenvectors.
class LineChargeTest {
  private static final double TOLERANCE = 2e-11;

  @Test
  void anIdealWireDischargesAsOneNode() {
    MatchLine line = new MatchLine(32, SenseEnd.NEAR, 0, 3e-16, 4e-15, 1e-15, 0.9, 0);
    double[] g = new double[32];
    Arrays.fill(g, 0, 5, 1e-4);
    double c = line.totalCapacitanceF();
    LineCharge charge = new LineCharge(line);
    for (double t : new double[] {0, 1e-13, 1e-11, 5e-11, 3e-10}) {
      double decay = StrictMath.exp(-t * 5e-4 / c);
      assertEquals(c * 0.9 * decay, charge.chargeC(g, t), TOLERANCE * c * 0.9);
      assertEquals(0.5 * c * 0.81 * decay * decay, charge.storedJ(g, t), TOLERANCE * c * 0.81);
    }
  }

  @Test
  void allNodesOfALadderCount() {
    Random random = new Random(5);
    for (double wireOhm : new double[] {0.1, 2.5, 50, 2000}) {
      MatchLine line = new MatchLine(24, SenseEnd.NEAR, wireOhm, 3e-16, 4e-15, 1e-15, 1.1, 0);
      double[] g = random.doubles(24, 1e-7, 1e-4).toArray();
      LineCharge charge = new LineCharge(line);
      for (double t : new double[] {1e-13, 1e-12, 1e-11, 1e-10}) {
        double[] v = voltages(line, g, t);
        double held = 0;
        double stored = 0;
        for (int j = 0; j <= 24; j++) {
          held += capacitance(line, j) * v[j];
          stored += 0.5 * capacitance(line, j) * v[j] * v[j];
        }
        double full = line.totalCapacitanceF() * 1.1;
        assertEquals(held, charge.chargeC(g, t), TOLERANCE * full);
        assertEquals(stored, charge.storedJ(g, t), TOLERANCE * full * 1.1);
      }
    }
  }

  @Test
  void nothingLeavesWithoutConductanceAndEverythingInTheEnd() {
    MatchLine line = new MatchLine(8, SenseEnd.FAR, 5, 3e-16, 0, 0, 1, 0);
    double full = line.totalCapacitanceF();
    LineCharge charge = new LineCharge(line);
    assertEquals(full, charge.chargeC(new double[8], 1e-6), TOLERANCE * full);
    assertEquals(full, charge.chargeC(new double[8], 1e-200));
    double[] one = new double[8];
    one[7] = 1e-5;
    assertEquals(0, charge.chargeC(one, 1e-6), TOLERANCE * full);
    assertEquals(0, charge.chargeC(one, Double.POSITIVE_INFINITY), TOLERANCE * full);
  }

  private static double capacitance(MatchLine line, int j) {
    return j == 0 ? line.nearCapacitanceF() : line.nodeCapacitanceF() + (j == line.cells() ? line.farCapacitanceF() : 0);
  }

  private static double[] voltages(MatchLine line, double[] g, double t) {
    int nodes = line.cells() + 1;
    double[] main = new double[nodes];
    double[] next = new double[nodes - 1];
    double wire = 1 / line.wireResistanceOhm();
    for (int j = 0; j < nodes; j++) {
      double a = (j > 0 ? wire + g[j - 1] : 0) + (j < nodes - 1 ? wire : 0);
      main[j] = a / capacitance(line, j);
      if (j > 0) {
        next[j - 1] = -wire / Math.sqrt(capacitance(line, j - 1) * capacitance(line, j));
      }
    }
    EigenDecompositionSymmetric modes = new EigenDecompositionSymmetric(main, next);
    double[] v = new double[nodes];
    for (int k = 0; k < nodes; k++) {
      double[] mode = modes.getEigenvector(k).toArray();
      double start = 0;
      for (int j = 0; j < nodes; j++) {
        start += mode[j] * Math.sqrt(capacitance(line, j)) * line.prechargeV();
      }
      for (int j = 0; j < nodes; j++) {
        v[j] += start * StrictMath.exp(-modes.getEigenvalue(k) * t) * mode[j] / Math.sqrt(capacitance(line, j));
      }
    }
    return v;
  }
}
