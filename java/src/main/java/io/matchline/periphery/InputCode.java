package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// How an input of −1 … 1 becomes row voltages: quantised, and a few bits at a time where the converter has fewer bits
/// than the input. The sign goes with every slice.
///
/// The input is Σ factor(k) · voltage(k) / range over its slices k.
///
/// @param bits bits of an input besides its sign; 0: those of the converter
/// @param dacBits bits of the converter besides its sign; 0: an exact one, or all bits of the input
/// @param rangeV voltage of the largest input, V
@Named(value = "inputs", doc = "how inputs become row voltages")
public record InputCode(
    @Param(doc = "bits of an input besides its sign; 0: those of the converter", min = 0, max = 24, standard = "0")
        int bits,
    @Param(doc = "bits that a converter drives at a time; 0: all bits of an input, or any value where bits = 0",
            min = 0, max = 24, standard = "0")
        int dacBits,
    @Param(doc = "row voltage of the largest input", unit = Unit.VOLT, min = 1e-3, max = 5, standard = "0.2 V",
            source = "our choice: far below the write voltage of oxide cells")
        double rangeV) {
  public InputCode {
    if (bits > 0 && dacBits > bits) {
      throw new IllegalArgumentException(
          "dac-bits = %d is above bits = %d, so the converter has bits that no input uses".formatted(dacBits, bits));
    }
  }

  /// Whether inputs are driven as they are.
  public boolean exact() {
    return bits == 0 && dacBits == 0;
  }

  private DigitSlices digits() {
    int all = bits == 0 ? dacBits : bits;
    return new DigitSlices(all, dacBits == 0 ? all : dacBits);
  }

  /// Voltages that an input is driven as, one after the other.
  public int slices() {
    return exact() ? 1 : digits().count();
  }

  /// All bits of an input as one converter with a range of 1.
  private Dac whole() {
    return new Dac(digits().bits(), 1);
  }

  /// The input that the rows are driven with; inputs beyond −1 … 1 are clipped.
  public double quantised(double input) {
    return exact() ? Math.clamp(input, -1.0, 1.0) : whole().voltageV(whole().code(input));
  }

  /// Row voltage of slice `k`, V.
  public double voltageV(double input, int k) {
    if (exact()) {
      return quantised(input) * rangeV;
    }
    long number = whole().code(input);
    int digit = digits().digit(Math.abs(number), k);
    return new Dac(digits().bitsPerSlice(), rangeV).voltageV(number < 0 ? -digit : digit);
  }

  /// Row voltage of slice `k` from a converter with errors, V.
  public double voltageV(double input, int k, DacErrors errors) {
    double idealV = voltageV(input, k);
    return exact() ? errors.exactV(idealV, rangeV) : errors.voltageV(idealV, new Dac(converterBits(), rangeV));
  }

  /// Bits of a row converter besides its sign; 0: an exact one.
  public int converterBits() {
    return exact() ? 0 : digits().bitsPerSlice();
  }

  /// What the result of slice `k` is worth.
  public double factor(int k) {
    return exact() ? 1 : (double) digits().place(k) * digits().largestDigit() / digits().largest();
  }
}
