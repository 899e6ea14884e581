package io.matchline.kernel;

/// Lines with one time constant per row, lumped and Elmore: the twin of `decay.h`, `lumped.c` and `elmore.c` in
/// `native/src/tcam`, same operations, same bits.
final class DecayLine {
  private static final int STRIPES = 16;
  private static final double LUMPED_MOST = 0x1p500;
  private static final double ELMORE_MOST = 0x1p200;

  private DecayLine() {}

  /// V = precharge · exp(−t/tau) at the times `t`; the precharge voltage at t = 0.
  static void voltages(double prechargeV, double tau, double[] t, double[] value) {
    for (int i = 0; i < t.length; i++) {
      value[i] = t[i] == 0 ? prechargeV : prechargeV * Elementary.exp(-(t[i] / tau));
    }
  }

  /// tau · ln(precharge/level); 0 where the level is the precharge voltage.
  static void crossings(double prechargeV, double tau, double[] level, double[] value) {
    for (int i = 0; i < level.length; i++) {
      double timeConstants = Elementary.log(prechargeV / level[i]);
      value[i] = timeConstants == 0 ? 0 : tau * timeConstants;
    }
  }

  /// tau = C / (G / (1 + Rp · G)) with the canonical sum G; +∞ where nothing conducts.
  static double lumpedTimeConstant(MatchLine line, double[] conductanceS) {
    double c = line.nearCapacitanceF() + line.cells() * line.nodeCapacitanceF() + line.farCapacitanceF();
    c = c < Double.MAX_VALUE ? c : Double.MAX_VALUE;
    double series = line.seriesResistanceOhm() < LUMPED_MOST ? line.seriesResistanceOhm() : LUMPED_MOST;
    double g = canonicalSum(conductanceS);
    g = g < LUMPED_MOST ? g : LUMPED_MOST;
    return c / (g / (1 + series * g));
  }

  private static double canonicalSum(double[] terms) {
    double[] stripe = new double[STRIPES];
    for (int j = 0; j < terms.length; j++) {
      stripe[j % STRIPES] += terms[j];
    }
    for (int half = STRIPES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        stripe[l] = stripe[l] + stripe[l + half];
      }
    }
    return stripe[0];
  }

  /// First moment m0 of the ladder, s; +∞ where nothing conducts.
  static double elmoreMoment(LineMarch march, double[] conductanceS) {
    double moment = elmoreMarch(march, conductanceS, LineMarch.STRETCH, LineMarch.GROWN, Double.POSITIVE_INFINITY);
    return Double.isNaN(moment) ? elmoreMarch(march, conductanceS, 1, 1, ELMORE_MOST) : moment;
  }

  /// NaN where the march did not stay finite.
  private static double elmoreMarch(LineMarch m, double[] conductanceS, int stretch, double grown, double most) {
    double wire = m.wireOhm() < most ? m.wireOhm() : most;
    double y = 1;
    double current = 0;
    double charge = m.start();
    for (int i = 0; i < m.cells(); i++) {
      double g = conductanceS[m.cell(i)];
      g = g < most ? g : most;
      if (!m.near()) {
        y = Math.fma(wire, current, y);
      }
      current = Math.fma(g, y, current);
      charge = Math.fma(m.node(), y, charge);
      if (m.near()) {
        y = Math.fma(wire, current, y);
      }
      if ((i + 1) % stretch == 0 && y > grown) {
        double scale = LineMarch.scale(y, grown);
        y *= scale;
        current *= scale;
        charge *= scale;
      }
    }
    charge = Math.fma(m.end(), y, charge);
    boolean finite = Math.abs(current) <= Double.MAX_VALUE && Math.abs(charge) <= Double.MAX_VALUE;
    return finite ? m.largestF() * (charge / current) : Double.NaN;
  }
}
