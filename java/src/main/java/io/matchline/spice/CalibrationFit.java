package io.matchline.spice;

import io.matchline.tcam.CellRising;
import io.matchline.tcam.RiseCurves;
import java.util.Optional;

/// Finds the two numbers with which the level `ladder-table` comes closest to the calibrating transients: the charges that
/// a search couples into the line at a mismatching and a matching cell besides what their curves say, or, where those do
/// not say how the cells behave during the rise, V_0 and t_off.
///
/// Least squares over the relative errors of the crossings and, with a tenth of their weight, the error of the matching
/// line's voltage over the precharge; a fixed number of Gauss–Newton steps.
record CalibrationFit(TableLine line, CalibrationData data, Optional<RiseCurves> rise) {
  private static final int STEPS = 10;
  private static final double MATCH_WEIGHT = 0.1;

  /// Differences for derivatives, over the units of the numbers.
  private static final double DIFFERENCE = 1e-3;

  /// Where the search for t_off starts, over the rise time.
  private static final double FIRST_OFFSET = 0.7;

  /// The longest steps in the first and in the second number, over their units.
  private static final double MAX_FIRST_STEP = 0.1;

  private static final double MAX_SECOND_STEP = 1;

  Calibration run() {
    double first = 0;
    double second = rise.isPresent() ? 0 : FIRST_OFFSET;
    for (int step = 0; step < STEPS; step++) {
      double[] error = errors(first, second);
      double[] byFirst = slopes(error, errors(first + DIFFERENCE, second));
      double[] bySecond = slopes(error, errors(first, second + DIFFERENCE));
      double aa = product(byFirst, byFirst);
      double bb = product(bySecond, bySecond);
      double ab = product(byFirst, bySecond);
      double determinant = aa * bb - ab * ab;
      if (!(determinant > 0)) {
        throw new SpiceException(
            "%s: the calibrating transients do not determine how the line starts".formatted(line.design().name()));
      }
      double a = (ab * product(bySecond, error) - bb * product(byFirst, error)) / determinant;
      double b = (ab * product(byFirst, error) - aa * product(bySecond, error)) / determinant;
      first += Math.clamp(a, -MAX_FIRST_STEP, MAX_FIRST_STEP);
      second += Math.clamp(b, -MAX_SECOND_STEP, MAX_SECOND_STEP);
    }
    return result(start(first, second), errors(first, second));
  }

  /// The start that two numbers stand for: charges of a matching and a mismatching cell over that of a charged one, or
  /// V_0 above the precharge over it and t_off over the rise.
  private LineStart start(double first, double second) {
    double prechargeV = line.design().line().prechargeV();
    double riseS = line.design().riseS();
    double chargedC = line.chargedC();
    return rise
        .map(curves -> LineStart.with(new CellRising(curves, riseS, second * chargedC, first * chargedC), prechargeV))
        .orElseGet(() -> LineStart.at((1 + first) * prechargeV, second * riseS));
  }

  private Calibration result(LineStart start, double[] error) {
    double worst = 0;
    for (int k = 0; k < error.length - 1; k++) {
      worst = Math.max(worst, Math.abs(error[k]));
    }
    double matchV = Math.abs(error[error.length - 1]) / MATCH_WEIGHT * line.design().line().prechargeV();
    boolean before = data.crossings().stream().anyMatch(c -> c.timeS() < line.design().riseS());
    return new Calibration(line.curves(), line.stack(), start, worst, matchV, before);
  }

  /// Weighted errors: 0 where a crossing does not count.
  private double[] errors(double first, double second) {
    double[] error = line.answers(data, start(first, second));
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
