package io.matchline.tcam;

/// Evenly spaced codes 0 … `codes` − 1 of an analog-to-digital converter; beyond the range the first and the last.
///
/// @param lowV lower end of the range, V
/// @param highV upper end, V, above the lower
/// @param codes number of codes, at least 2
record UniformCodes(double lowV, double highV, int codes) {
  static UniformCodes of(Sense.Adc adc, double prechargeV) {
    return new UniformCodes(adc.lowV(), adc.highV() == 0 ? prechargeV : adc.highV(), adc.codes());
  }

  private double stepV() {
    return (highV - lowV) / codes;
  }

  int code(double voltageV) {
    return (int) Math.clamp(Math.floor((voltageV - lowV) / stepV()), 0, codes - 1);
  }

  /// The voltage in the middle of a code, V.
  double middleV(int code) {
    return lowV + (code + 0.5) * stepV();
  }
}
