package io.matchline.periphery;

/// In what the voltages of one digital-to-analog converter differ from ideal ones; the same at every conversion.
///
/// A code c of −N … N gives (1 + gain) · c steps + offset · range, plus the integral nonlinearity at u = c/N (0 at both
/// ends, see {@link AdcErrors}), plus the errors of the |c| elements that are switched on, with the code's sign. An
/// element's error is the differential nonlinearity of its step; both signs use the same elements.
public final class DacErrors {
  private final double offset;
  private final double gain;
  private final double bow;
  private final double curve;
  private final double[] sumSteps;

  /// @param offset share of the range that is added
  /// @param gain relative error of the gain
  /// @param bow peak of the even nonlinearity, steps
  /// @param curve peak of the odd nonlinearity, steps
  /// @param elementSteps `[N]` error of each element, steps; empty: none
  public DacErrors(double offset, double gain, double bow, double curve, double[] elementSteps) {
    this.offset = offset;
    this.gain = gain;
    this.bow = bow;
    this.curve = curve;
    sumSteps = elementSteps.clone();
    for (int i = 1; i < sumSteps.length; i++) {
      sumSteps[i] += sumSteps[i - 1];
    }
  }

  /// The voltage that the converter drives, V.
  ///
  /// @param idealV voltage of the code, V
  /// @param dac the converter without errors
  public double voltageV(double idealV, Dac dac) {
    double stepV = dac.rangeV() / dac.largestCode();
    long code = dac.code(idealV);
    double steps = Nonlinearity.steps(bow, curve, (double) code / dac.largestCode());
    if (code != 0 && sumSteps.length > 0) {
      steps += Long.signum(code) * sumSteps[Math.toIntExact(Math.abs(code)) - 1];
    }
    return exactV(idealV, dac.rangeV()) + steps * stepV;
  }

  /// The voltage of a converter without codes, V: offset and gain only.
  public double exactV(double idealV, double rangeV) {
    return (1 + gain) * idealV + offset * rangeV;
  }
}
