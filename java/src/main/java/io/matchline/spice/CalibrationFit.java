package io.matchline.spice;

/// Finds V_0 and t_off, with which the level `ladder-table` comes closest to the calibrating transients.
///
/// Least squares over the relative errors of the crossings and, with a tenth of their weight, the error of the matching
/// line's voltage over the precharge; a fixed number of Gauss–Newton steps.
record CalibrationFit(TableLine line, CalibrationData data) {
  private static final int STEPS = 10;
  private static final double MATCH_WEIGHT = 0.1;

  /// Differences for derivatives, over the precharge voltage and the rise time.
  private static final double DIFFERENCE = 1e-3;

  /// Where the search for t_off starts, over the rise time.
  private static final double FIRST_OFFSET = 0.7;

  /// The longest step of V_0 over the precharge voltage.
  private static final double MAX_STEP = 0.1;

  Calibration run() {
    double prechargeV = line.design().line().prechargeV();
    double riseS = line.design().riseS();
    double startV = prechargeV;
    double offsetS = FIRST_OFFSET * riseS;
    for (int step = 0; step < STEPS; step++) {
      double[] error = errors(startV, offsetS);
      double[] byVolt = slopes(error, errors(startV + DIFFERENCE * prechargeV, offsetS));
      double[] bySecond = slopes(error, errors(startV, offsetS + DIFFERENCE * riseS));
      double vv = product(byVolt, byVolt);
      double tt = product(bySecond, bySecond);
      double vt = product(byVolt, bySecond);
      double determinant = vv * tt - vt * vt;
      if (!(determinant > 0)) {
        throw new SpiceException(
            "%s: the calibrating transients do not determine start voltage and offset".formatted(line.design().name()));
      }
      double v = (vt * product(bySecond, error) - tt * product(byVolt, error)) / determinant;
      double t = (vt * product(byVolt, error) - vv * product(bySecond, error)) / determinant;
      startV += prechargeV * Math.clamp(v, -MAX_STEP, MAX_STEP);
      offsetS += riseS * Math.clamp(t, -1, 1);
    }
    return result(startV, offsetS, errors(startV, offsetS));
  }

  private Calibration result(double startV, double offsetS, double[] error) {
    double worst = 0;
    for (int k = 0; k < error.length - 1; k++) {
      worst = Math.max(worst, Math.abs(error[k]));
    }
    double matchV = Math.abs(error[error.length - 1]) / MATCH_WEIGHT * line.design().line().prechargeV();
    boolean before = data.crossings().stream().anyMatch(c -> c.timeS() < line.design().riseS());
    return new Calibration(line.curves(), line.stack(), startV, offsetS, worst, matchV, before);
  }

  /// Weighted errors: 0 where a crossing does not count.
  private double[] errors(double startV, double offsetS) {
    double[] error = line.answers(data, startV, offsetS);
    for (int k = 0; k < error.length; k++) {
      error[k] = k < data.crossings().size() ? error(data.crossings().get(k), error[k]) : matchError(error[k]);
    }
    return error;
  }

  private double error(CalibrationData.Crossing c, double timeS) {
    if (!Double.isFinite(timeS)) {
      throw new SpiceException(
          "%s: with the cell's table the line never falls to %s V, with ngspice it does at %s s"
              .formatted(line.design().name(), c.levelV(), c.timeS()));
    }
    return c.counts() ? (timeS - c.timeS()) / c.timeS() : 0;
  }

  private double matchError(double volt) {
    return MATCH_WEIGHT * (volt - data.matchV()) / line.design().line().prechargeV();
  }

  private static double[] slopes(double[] from, double[] to) {
    double[] slope = new double[from.length];
    for (int k = 0; k < slope.length; k++) {
      slope[k] = (to[k] - from[k]) / DIFFERENCE;
    }
    return slope;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
