package io.matchline.periphery;

import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;

/// Draws the errors of converters.
///
/// @param array which array, 0 … 2²⁴−1
public record ConverterDraws(NoiseFields fields, int array) {
  /// Errors of the converter with this number.
  ///
  /// @param number of the converter among those of the array, from 0
  public AdcErrors errors(AdcSettings settings, int number) {
    int thresholds = settings.comparator() > 0 ? (1 << settings.bits()) - 1 : 0;
    double[] inl = drawn(settings.inl(), NoiseStream.ADC_INL, number, 2);
    return new AdcErrors(
        drawn(settings.offset(), NoiseStream.ADC_OFFSET, number, 1)[0],
        drawn(settings.gain(), NoiseStream.ADC_GAIN, number, 1)[0],
        inl[0],
        inl[1],
        drawn(settings.comparator(), NoiseStream.ADC_COMPARATOR, number, thresholds));
  }

  /// Errors of the row converter with this number.
  ///
  /// @param bits of the converter besides its sign; 0: an exact one
  /// @param number of the converter among the row converters of the array, from 0
  public DacErrors errors(DacSettings settings, int bits, int number) {
    int elements = settings.dnl() > 0 ? (1 << bits) - 1 : 0;
    double[] inl = drawn(settings.inl(), NoiseStream.DAC_INL, number, 2);
    return new DacErrors(
        drawn(settings.offset(), NoiseStream.DAC_OFFSET, number, 1)[0],
        drawn(settings.gain(), NoiseStream.DAC_GAIN, number, 1)[0],
        inl[0],
        inl[1],
        drawn(settings.dnl(), NoiseStream.DAC_ELEMENT, number, elements));
  }

  private double[] drawn(double sigma, NoiseStream stream, int number, int count) {
    double[] value = new double[count];
    if (sigma > 0) {
      float[] normal = new float[count];
      fields.normals(stream, array, 0, new Patch(number, 1, 0, count), normal);
      for (int i = 0; i < count; i++) {
        value[i] = sigma * normal[i];
      }
    }
    return value;
  }
}
