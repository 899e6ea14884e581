package io.matchline.periphery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.noise.NoiseFields;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConverterTest {
  private static final double[] RAMP = IntStream.rangeClosed(-1000, 1000).mapToDouble(i -> i * 1e-9).toArray();

  private static AdcSettings settings(int bits, double offset, double gain, double inl, double comparator) {
    return new AdcSettings(
        bits, new RangeRule.Calibrated(1), Subtraction.ANALOG, 1, offset, gain, inl, comparator);
  }

  private static double[] read(AdcErrors errors, AdcScale scale) {
    Adc adc = new Adc(scale, errors);
    return Arrays.stream(RAMP).map(adc::readA).toArray();
  }

  /// The step is range / (2^bits − 1), an error inside the range at most half of it, and there are 2^bits codes.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void quantisationStaysWithinHalfAStep(int bits) {
    AdcScale scale = new AdcScale(bits, -1e-6, 1e-6);
    double stepA = 2e-6 / (Math.pow(2, bits) - 1);
    assertEquals(stepA, scale.stepA(), 1e-20);
    double[] read = read(AdcErrors.NONE, scale);
    double worst = IntStream.range(0, read.length).mapToDouble(i -> Math.abs(read[i] - RAMP[i])).max().orElseThrow();
    assertTrue(worst <= stepA / 2 * (1 + 1e-12) && worst > 0.4 * stepA, worst + " of a step " + stepA);
    assertEquals(1 << bits, Arrays.stream(read).distinct().count());
    assertEquals(0, new Adc(scale, AdcErrors.NONE).readA(0));
  }

  /// Uniformly spread currents err by step²/12 in the mean square.
  @Test
  void quantisationNoiseIsATwelfth() {
    double[] read = read(AdcErrors.NONE, new AdcScale(6, -1e-6, 1e-6));
    double square =
        IntStream.range(0, read.length).mapToDouble(i -> Math.pow(read[i] - RAMP[i], 2)).average().orElseThrow();
    double stepA = 2e-6 / 63;
    assertEquals(1, square / (stepA * stepA / 12), 0.02);
  }

  @Test
  void currentsBeyondTheRangeTakeTheLastCode() {
    Adc adc = new Adc(new AdcScale(4, 0, 15e-6), AdcErrors.NONE);
    assertEquals(15e-6, adc.readA(1), 1e-18);
    assertEquals(0, adc.readA(-1));
    assertEquals(7e-6, adc.readA(7.4e-6), 1e-18);
  }

  /// Codes read of an 8-bit converter whose nonlinearity is a known polynomial of the current.
  @Test
  void nonlinearityIsItsPolynomial() {
    AdcScale scale = new AdcScale(16, -1e-6, 1e-6);
    AdcErrors errors = new AdcErrors(0, 0, 40, -25, new double[0]);
    double[] read = read(errors, scale);
    for (int i = 0; i < read.length; i++) {
      double u = RAMP[i] / 1e-6;
      double expected = 40 * (1 - u * u) - 25 * 2.598076211353316 * (u - u * u * u);
      assertEquals(expected, (read[i] - RAMP[i]) / scale.stepA(), 0.501, "at " + u);
    }
    assertEquals(40, errors.nonlinearitySteps(0));
    assertEquals(-25, errors.nonlinearitySteps(1 / Math.sqrt(3)) - 40 * (1 - 1 / 3.0), 1e-12);
  }

  @Test
  void offsetAndGainAreAffine() {
    double[] read = read(new AdcErrors(0.01, -0.1, 0, 0, new double[0]), new AdcScale(0, -1e-6, 1e-6));
    for (int i = 0; i < read.length; i++) {
      assertEquals(0.9 * RAMP[i] + 0.02e-6, read[i], 1e-20);
    }
  }

  /// A threshold that moves up by 0.3 steps gives its code only to currents that far above; one that passes its
  /// neighbour takes a code away.
  @Test
  void mismatchedComparatorsMoveAndLoseCodes() {
    AdcScale scale = new AdcScale(2, 0, 3e-6);
    Adc moved = new Adc(scale, new AdcErrors(0, 0, 0, 0, new double[] {0, 0.3, 0}));
    assertEquals(1e-6, moved.readA(1.79e-6), 1e-18);
    assertEquals(2e-6, moved.readA(1.81e-6), 1e-18);
    Adc crossed = new Adc(scale, new AdcErrors(0, 0, 0, 0, new double[] {1, 0, 0}));
    assertEquals(3, IntStream.range(0, 301).mapToDouble(i -> crossed.readA(i * 1e-8)).distinct().count());
    assertThrows(
        IllegalArgumentException.class, () -> new Adc(scale, new AdcErrors(0, 0, 0, 0, new double[] {0, 0})));
  }

  @Test
  void calibrationTakesTheRangeOfTheCurrents() {
    RangeRule all = new RangeRule.Calibrated(1);
    assertEquals(new AdcScale(8, 0, 5e-6), all.scale(8, new double[] {2e-6, 5e-6, 1e-6}));
    assertEquals(new AdcScale(8, -3e-6, 5e-6), all.scale(8, new double[] {-3e-6, 5e-6, 1e-6}));
    assertEquals(new AdcScale(8, -3e-6, 0), all.scale(8, new double[] {-3e-6, -1e-6}));
    double[] hundredAndOne = IntStream.rangeClosed(-50, 50).mapToDouble(i -> i * 1e-6).toArray();
    AdcScale cut = new RangeRule.Calibrated(0.9).scale(8, hundredAndOne);
    assertEquals(-45e-6, cut.lowA(), 1e-18);
    assertEquals(45e-6, cut.highA(), 1e-18);
    AdcScale silent = all.scale(8, new double[] {0, 0});
    assertEquals(0, new Adc(silent, AdcErrors.NONE).readA(1e-6));
    assertThrows(IllegalArgumentException.class, () -> all.scale(8, new double[0]));
    assertEquals(new AdcScale(8, -1e-6, 2e-6), new RangeRule.Fixed(-1e-6, 2e-6).scale(8, new double[] {9}));
  }

  /// Each kind of error comes from a stream of its own: sizes of others do not change it, its own scales it.
  @Test
  void everyErrorHasItsOwnDraws() {
    ConverterDraws draws = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 7), 3);
    AdcErrors all = draws.errors(settings(4, 0.01, 0.02, 0.3, 0.4), 5);
    assertEquals(new AdcErrors(all.offset(), 0, 0, 0, new double[0]), draws.errors(settings(4, 0.01, 0, 0, 0), 5));
    assertEquals(new AdcErrors(0, all.gain(), 0, 0, new double[0]), draws.errors(settings(4, 0, 0.02, 0, 0), 5));
    AdcErrors bent = draws.errors(settings(4, 0, 0, 0.3, 0), 5);
    assertEquals(new AdcErrors(0, 0, all.bow(), all.curve(), new double[0]), bent);
    AdcErrors flash = draws.errors(settings(4, 0, 0, 0, 0.4), 5);
    assertEquals(new AdcErrors(0, 0, 0, 0, all.thresholdSteps()), flash);
    assertEquals(15, flash.thresholdSteps().length);
    assertEquals(2 * all.offset(), draws.errors(settings(4, 0.02, 0, 0, 0), 5).offset(), 1e-15);
    assertNotEquals(all.offset(), draws.errors(settings(4, 0.01, 0, 0, 0), 6).offset());
    ConverterDraws other = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 8), 3);
    assertNotEquals(all.offset(), other.errors(settings(4, 0.01, 0, 0, 0), 5).offset());
    assertEquals(AdcErrors.NONE, draws.errors(settings(4, 0, 0, 0, 0), 5));
  }

  /// Mean and standard deviation of 4,000 drawn offsets, within four standard errors.
  @Test
  void drawsHaveTheStatedSpread() {
    ConverterDraws draws = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 1), 0);
    double[] offset =
        IntStream.range(0, 4000).mapToDouble(i -> draws.errors(settings(4, 0.01, 0, 0, 0), i).offset()).toArray();
    assertEquals(0, Arrays.stream(offset).average().orElseThrow(), 4 * 0.01 / Math.sqrt(4000));
    double square = DoubleStream.of(offset).map(o -> o * o).average().orElseThrow();
    assertEquals(1, Math.sqrt(square) / 0.01, 4 / Math.sqrt(8000));
  }

  @Test
  void dacCodesAreEquallySpaced() {
    Dac dac = new Dac(3, 0.7);
    assertEquals(7, dac.largestCode());
    for (long code = -7; code <= 7; code++) {
      assertEquals(0.1 * code, dac.voltageV(code), 1e-15);
      assertEquals(code, dac.code(0.1 * code + 0.049));
      assertEquals(code, dac.code(0.1 * code - 0.049));
    }
    assertEquals(7, dac.code(9));
    assertEquals(0.7, dac.voltageV(7));
    assertThrows(IllegalArgumentException.class, () -> new Dac(0, 0.7));
    assertThrows(IllegalArgumentException.class, () -> new Dac(3, Double.NaN));
  }

  /// Every code against the formula of its errors, with the step 0.1 V.
  @Test
  void dacErrorsAreTheirFormulas() {
    Dac dac = new Dac(3, 0.7);
    DacErrors affine = new DacErrors(0.02, -0.05, 0, 0, new double[0]);
    DacErrors bent = new DacErrors(0, 0, 0.4, -0.3, new double[0]);
    double[] element = {0.1, -0.2, 0, 0.05, 0.3, -0.1, -0.15};
    DacErrors uneven = new DacErrors(0, 0, 0, 0, element);
    for (int code = -7; code <= 7; code++) {
      double idealV = dac.voltageV(code);
      assertEquals(0.95 * idealV + 0.014, affine.voltageV(idealV, dac), 1e-15);
      assertEquals(0.95 * idealV + 0.014, affine.exactV(idealV, 0.7), 1e-15);
      double u = code / 7.0;
      double inl = 0.4 * (1 - u * u) - 0.3 * 2.598076211353316 * (u - u * u * u);
      assertEquals(inl, (bent.voltageV(idealV, dac) - idealV) / 0.1, 1e-13);
      if (code > 0) {
        double stepV = uneven.voltageV(idealV, dac) - uneven.voltageV(dac.voltageV(code - 1), dac);
        assertEquals(1 + element[code - 1], stepV / 0.1, 1e-13, "differential nonlinearity of " + code);
        assertEquals(-uneven.voltageV(idealV, dac), uneven.voltageV(-idealV, dac));
      }
    }
    assertEquals(0, uneven.voltageV(0, dac));
  }

  /// Independent elements: steps spread by σ; against the line through the ends, code k of N by σ √(k (N − k) / N).
  @Test
  void drawnElementsHaveTheSpreadOfAUnaryConverter() {
    ConverterDraws draws = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 11), 2);
    Dac dac = new Dac(4, 1.5);
    int chips = 4000;
    double step = 0;
    double[] square = new double[16];
    for (int c = 0; c < chips; c++) {
      DacErrors errors = draws.errors(new DacSettings(0, 0, 0, 0.2), 4, c);
      double endV = errors.voltageV(1.5, dac);
      for (int k = 1; k <= 15; k++) {
        double voltageV = errors.voltageV(dac.voltageV(k), dac);
        square[k] += Math.pow((voltageV - endV * k / 15) / 0.1, 2) / chips;
        step += Math.pow((voltageV - errors.voltageV(dac.voltageV(k - 1), dac)) / 0.1 - 1, 2) / (15 * chips);
      }
    }
    assertEquals(0.2, Math.sqrt(step), 0.2 * 4 / Math.sqrt(2.0 * 15 * chips));
    for (int k = 1; k < 15; k++) {
      double sigma = 0.2 * Math.sqrt(k * (15.0 - k) / 15);
      assertEquals(sigma, Math.sqrt(square[k]), sigma * 4 / Math.sqrt(2.0 * chips), "code " + k);
    }
  }

  /// Each kind of error of a row converter has its own stream, and another one than the column converters'.
  @Test
  void dacErrorsHaveTheirOwnDraws() {
    ConverterDraws draws = new ConverterDraws(new NoiseFields(Backends.open(Backend.JAVA), 7), 3);
    Dac dac = new Dac(4, 1);
    DacErrors all = draws.errors(new DacSettings(0.01, 0.02, 0.3, 0.4), 4, 5);
    double apart = 0;
    for (DacSettings one : new DacSettings[] {
        new DacSettings(0.01, 0, 0, 0), new DacSettings(0, 0.02, 0, 0), new DacSettings(0, 0, 0.3, 0),
        new DacSettings(0, 0, 0, 0.4)}) {
      double error = draws.errors(one, 4, 5).voltageV(0.6, dac) - 0.6;
      assertNotEquals(0, error);
      assertNotEquals(error, draws.errors(one, 4, 6).voltageV(0.6, dac) - 0.6);
      apart += error;
    }
    assertEquals(apart, all.voltageV(0.6, dac) - 0.6, 1e-15);
    double offset = draws.errors(new DacSettings(0.01, 0, 0, 0), 4, 5).voltageV(0, dac);
    assertNotEquals(draws.errors(settings(4, 0.01, 0, 0, 0), 5).offset(), offset);
  }

  @Test
  void dacStepsNeedCodes() {
    assertThrows(IllegalArgumentException.class, () -> new DacSettings(0, 0, 1, 0).requireBits(0));
    assertThrows(IllegalArgumentException.class, () -> new DacSettings(0, 0, 0, 1).requireBits(13));
    new DacSettings(1, 1, 0, 0).requireBits(0);
  }

  @Test
  void stepsNeedCodes() {
    assertThrows(IllegalArgumentException.class, () -> settings(0, 0, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> settings(13, 0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new RangeRule.Fixed(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new AdcScale(8, 1e-6, 2e-6));
  }
}
