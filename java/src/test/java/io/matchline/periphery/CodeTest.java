package io.matchline.periphery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeTest {
  static Stream<WeightCode> weightCodes() {
    return Stream.of(SignScheme.values())
        .flatMap(
            signs ->
                Stream.of(
                    new WeightCode(signs, 0, 0),
                    new WeightCode(signs, 2, 1),
                    new WeightCode(signs, 5, 0),
                    new WeightCode(signs, 8, 1),
                    new WeightCode(signs, 8, 2),
                    new WeightCode(signs, 8, 3),
                    new WeightCode(signs, 16, 4)));
  }

  static Stream<InputCode> inputCodes() {
    return Stream.of(
        new InputCode(0, 0, 0.2),
        new InputCode(0, 4, 0.2),
        new InputCode(8, 0, 0.2),
        new InputCode(8, 1, 0.2),
        new InputCode(8, 3, 0.2),
        new InputCode(24, 5, 0.2));
  }

  /// Every number of `bits` bits is the sum of its digits at their places, and every digit fits its slice.
  @ParameterizedTest
  @CsvSource({"1, 1", "8, 1", "8, 2", "8, 3", "8, 8", "11, 4"})
  void digitsReconstructEveryInteger(int bits, int perSlice) {
    DigitSlices slices = new DigitSlices(bits, perSlice);
    for (long number = 0; number <= slices.largest(); number++) {
      long sum = 0;
      for (int k = 0; k < slices.count(); k++) {
        int digit = slices.digit(number, k);
        assertTrue(digit >= 0 && digit < 1 << perSlice);
        sum += digit * slices.place(k);
      }
      assertEquals(number, sum);
    }
    assertEquals((long) Math.pow(2, bits) - 1, slices.largest());
  }

  /// Shift-and-add over the cells gives back every quantised weight, and fractions stay in the window.
  @ParameterizedTest
  @MethodSource("weightCodes")
  void slicesOfAWeightAddUpToIt(WeightCode code) {
    long unit = code.bits() == 0 ? 64 : (1L << code.bits() - 1) - 1;
    for (long m = -unit; m <= unit; m++) {
      double weight = (double) m / unit;
      double sum = 0;
      for (int k = 0; k < code.slices(); k++) {
        assertTrue(code.plus(weight, k) >= 0 && code.plus(weight, k) <= 1);
        assertTrue(code.minus(weight, k) >= 0 && code.minus(weight, k) <= 1);
        sum += code.factor(k) * (code.plus(weight, k) - code.minus(weight, k));
      }
      assertEquals(weight, sum, 1e-14, code + " of " + m);
      assertEquals(m, Math.rint(sum * unit));
    }
  }

  @Test
  void weightsAreRoundedToTheNearest() {
    WeightCode code = new WeightCode(SignScheme.DIFFERENTIAL, 4, 2);
    assertEquals(3 / 7.0, code.quantised(0.45));
    assertEquals(-1, code.quantised(-0.95));
    assertEquals(2, code.slices());
    assertThrows(IllegalArgumentException.class, () -> code.quantised(1.01));
    assertThrows(IllegalArgumentException.class, () -> code.quantised(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new WeightCode(SignScheme.DIFFERENTIAL, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new WeightCode(SignScheme.DIFFERENTIAL, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> new WeightCode(SignScheme.DIFFERENTIAL, 4, 4));
    assertEquals(1, new WeightCode(SignScheme.OFFSET_COLUMN, 4, 4).slices());
  }

  /// Columns of all outputs and slices are distinct and fill `columns(outputs)`, shared ones counted once.
  @ParameterizedTest
  @MethodSource("weightCodes")
  void columnsFillTheTile(WeightCode code) {
    int outputs = 5;
    boolean[] used = new boolean[code.columns(outputs)];
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < code.slices(); k++) {
        assertTrue(!used[code.plusColumn(j, k)], "used twice");
        used[code.plusColumn(j, k)] = true;
        boolean own = code.signs() == SignScheme.DIFFERENTIAL;
        assertTrue(!own || !used[code.minusColumn(j, k)], "used twice");
        used[code.minusColumn(j, k)] = true;
      }
    }
    for (boolean one : used) {
      assertTrue(one);
    }
    assertEquals(outputs, code.outputs(code.columns(outputs)));
    assertEquals(outputs - 1, code.outputs(code.columns(outputs) - 1));
  }

  @ParameterizedTest
  @MethodSource("inputCodes")
  void slicesOfAnInputAddUpToIt(InputCode code) {
    for (int i = -130; i <= 130; i++) {
      double input = i / 127.0;
      double sum = 0;
      for (int k = 0; k < code.slices(); k++) {
        double voltageV = code.voltageV(input, k);
        assertTrue(Math.abs(voltageV) <= code.rangeV());
        sum += code.factor(k) * voltageV / code.rangeV();
      }
      assertEquals(code.quantised(input), sum, 1e-15);
      int bits = code.bits() == 0 ? code.dacBits() : code.bits();
      double half = bits == 0 ? 0 : 0.5 / (Math.pow(2, bits) - 1);
      assertEquals(Math.clamp(input, -1, 1), code.quantised(input), half + 1e-15);
    }
  }

  @Test
  void bitSerialInputsTakeOneRoundPerBit() {
    assertEquals(8, new InputCode(8, 1, 0.2).slices());
    assertEquals(3, new InputCode(8, 3, 0.2).slices());
    assertEquals(1, new InputCode(0, 6, 0.2).slices());
    assertThrows(IllegalArgumentException.class, () -> new InputCode(4, 8, 0.2));
  }
}
