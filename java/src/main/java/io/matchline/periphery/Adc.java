package io.matchline.periphery;

import java.util.Arrays;

/// One analog-to-digital converter with its errors.
///
/// It reads I' = (1 + gain) · I + offset · range, bent by the nonlinearity, and gives the number of comparators whose
/// threshold lies below, so mismatched thresholds that cross each other lose codes as in a flash converter.
public final class Adc {
  private final AdcScale scale;
  private final AdcErrors errors;
  private final double[] thresholds;

  /// @throws IllegalArgumentException when there is not one threshold between each two codes
  public Adc(AdcScale scale, AdcErrors errors) {
    this.scale = scale;
    this.errors = errors;
    double[] shifts = errors.thresholdSteps();
    if (shifts.length > 0 && shifts.length != scale.highCode() - scale.lowCode()) {
      throw new IllegalArgumentException(
          "%d thresholds for the codes %d … %d".formatted(shifts.length, scale.lowCode(), scale.highCode()));
    }
    thresholds = new double[shifts.length];
    Arrays.setAll(thresholds, i -> scale.lowCode() + i + 0.5 + shifts[i]);
    Arrays.sort(thresholds);
  }

  /// The current that the code of a current stands for, A.
  public double readA(double currentA) {
    double erringA = (1 + errors.gain()) * currentA + errors.offset() * scale.rangeA();
    if (scale.bits() == 0) {
      return erringA;
    }
    if (scale.rangeA() == 0) {
      return 0;
    }
    double steps = erringA / scale.stepA() + errors.nonlinearitySteps(scale.position(erringA));
    return scale.stepA() * (thresholds.length == 0 ? scale.code(steps) : scale.lowCode() + below(steps));
  }

  /// Thresholds below a current.
  private int below(double steps) {
    int below = Arrays.binarySearch(thresholds, steps);
    if (below < 0) {
      return -below - 1;
    }
    while (below > 0 && thresholds[below - 1] == steps) {
      below--;
    }
    return below;
  }
}
