package io.matchline.kernel;

/// Voltages and crossing times of rows on the exact ladder: the twin of `native/src/tcam/ladder.c`.
final class LadderLine {
  private static final int STEPS = 64;
  private static final double STEP = 0x1p-16;
  private static final double BRACKET = 0x1p-40;
  private static final double DESCENT = 0x1p-4;

  private final double prechargeV;
  private final LineMarch march;
  private final LadderPoint voltagePoint;
  private final LadderPoint crossingPoint;

  LadderLine(MatchLine line, boolean quick) {
    prechargeV = line.prechargeV();
    march = LineMarch.of(line);
    voltagePoint = new LadderPoint(march, quick ? Poles.SEVEN : Poles.FOUR);
    crossingPoint = new LadderPoint(march, Poles.SIX);
  }

  void voltages(double[] conductanceS, double[] t, double[] value) {
    for (int i = 0; i < t.length; i++) {
      value[i] = t[i] == 0 ? prechargeV : voltage(conductanceS, t[i]);
    }
  }

  private double voltage(double[] conductanceS, double t) {
    voltagePoint.evaluate(conductanceS, t);
    double v = voltagePoint.voltage();
    v = v > 0 ? v : 0;
    v = v < 1 ? v : 1;
    return prechargeV * v;
  }

  void crossings(double[] conductanceS, double[] level, double[] value) {
    double momentS = DecayLine.elmoreMoment(march, conductanceS);
    for (int i = 0; i < level.length; i++) {
      value[i] = crossing(conductanceS, momentS, level[i] / prechargeV);
    }
  }

  /// Newton's method for ln V = ln level inside a bracket, as `ladder.c` states it.
  private double crossing(double[] conductanceS, double momentS, double level) {
    if (level == 1) {
      return 0;
    }
    if (!(momentS <= Double.MAX_VALUE)) {
      return Double.POSITIVE_INFINITY;
    }
    double logLevel = Elementary.log(level);
    double low = 0;
    double high = momentS / level;
    high = high < Double.MAX_VALUE ? high : Double.MAX_VALUE;
    double t = momentS * -logLevel;
    boolean done = false;
    for (int step = 0; step < STEPS && !done; step++) {
      crossingPoint.evaluate(conductanceS, t);
      double v = crossingPoint.voltage();
      if (v > level) {
        low = t;
      } else {
        high = t;
      }
      double newton = Math.fma(t, (logLevel - Elementary.log(v)) * v / crossingPoint.slope(), t);
      boolean inside = newton > low && newton < high;
      double next = inside ? newton : middle(low, high);
      done = inside && Math.abs(next - t) <= STEP * t || high - low <= BRACKET * high;
      t = next;
    }
    return t;
  }

  private static double middle(double low, double high) {
    return low > 0 ? Math.sqrt(low) * Math.sqrt(high) : DESCENT * high;
  }
}
