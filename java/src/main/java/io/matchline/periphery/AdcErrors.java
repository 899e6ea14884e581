package io.matchline.periphery;

import java.util.Arrays;

/// In what one converter differs from an ideal one; the same at every conversion.
///
/// With u = −1 … 1 over the range, the integral nonlinearity is bow · (1 − u²) + curve · (3√3/2) (u − u³) steps: 0 at both
/// ends, `bow` and `curve` being the peaks of the even and the odd part.
///
/// @param offset share of the range that is added
/// @param gain relative error of the gain
/// @param bow peak of the even nonlinearity, steps
/// @param curve peak of the odd nonlinearity, steps
/// @param thresholdSteps `[codes − 1]` by how much each comparator's threshold is off, steps; empty: by nothing
public record AdcErrors(double offset, double gain, double bow, double curve, double[] thresholdSteps) {
  /// An ideal converter.
  public static final AdcErrors NONE = new AdcErrors(0, 0, 0, 0, new double[0]);

  public AdcErrors {
    thresholdSteps = thresholdSteps.clone();
  }

  /// Integral nonlinearity at `u` of −1 … 1, steps.
  public double nonlinearitySteps(double u) {
    return Nonlinearity.steps(bow, curve, u);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdcErrors errors
        && offset == errors.offset
        && gain == errors.gain
        && bow == errors.bow
        && curve == errors.curve
        && Arrays.equals(thresholdSteps, errors.thresholdSteps);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(offset + 31 * gain) + Arrays.hashCode(thresholdSteps);
  }
}
