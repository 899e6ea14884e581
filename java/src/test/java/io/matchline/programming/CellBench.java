package io.matchline.programming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.device.Ageing;
import io.matchline.device.AnalogStates;
import io.matchline.device.ConductanceSpread;
import io.matchline.device.ConductanceWindow;
import io.matchline.device.FlickerLaw;
import io.matchline.device.NoAgeing;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoise;
import io.matchline.noise.CellNoiseSources;
import io.matchline.noise.NoiseFields;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// 100,000 cells and what tests ask of them. Statistics are held to four standard errors: a right law fails one check in
/// 16,000, and the seed is fixed.
final class CellBench {
  static final int CELLS = 100_000;
  static final double Z_LIMIT = 4;
  static final Patch PATCH = new Patch(3, 100, 40, CELLS / 100);

  private CellBench() {}

  static CellNoiseSources sources(CellNoise settings) {
    return new CellNoiseSources(settings, new NoiseFields(Backends.open(Backend.FFM), 2026), 5);
  }

  /// A device without a technology, from 0 to 1 mS.
  static AnalogStates device(ConductanceSpread programming, Variation variation) {
    return new AnalogStates("bench", new ConductanceWindow(0, 1e-3), Optional.empty(), 0, 0, programming, variation,
        new NoAgeing(), FlickerLaw.NONE, ReadNoise.NONE, TelegraphNoise.NONE);
  }

  static AnalogStates reading(FlickerLaw flicker, ReadNoise read, TelegraphNoise telegraph) {
    return new AnalogStates("bench", new ConductanceWindow(0, 25e-6), Optional.empty(), 0, 0, ProgrammingLaw.NONE,
        Variation.NONE, new NoAgeing(), flicker, read, telegraph);
  }

  static AnalogStates ageing(ConductanceWindow window, ConductanceSpread programming, Ageing law) {
    return new AnalogStates("bench", window, Optional.empty(), window.lowestS(), 0, programming, Variation.NONE, law,
        FlickerLaw.NONE, ReadNoise.NONE, TelegraphNoise.NONE);
  }

  static double[] all(double targetS) {
    double[] targets = new double[CELLS];
    Arrays.fill(targets, targetS);
    return targets;
  }

  static ProgrammedCells program(AnalogStates device, double targetS, CellNoise noise) {
    return new CellProgrammer(device, WriteVerify.ONCE, sources(noise)).program(PATCH, all(targetS), 0);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  static double[] difference(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /// Mean and standard deviation of normal values, within {@link #Z_LIMIT} standard errors.
  static void assertNormal(double mean, double sigma, double[] values) {
    assertMean(mean, sigma, values);
    assertEquals(sigma, deviation(values), Z_LIMIT * sigma / Math.sqrt(2.0 * values.length), "standard deviation");
  }

  static void assertMean(double mean, double sigma, double[] values) {
    assertEquals(mean, mean(values), Z_LIMIT * sigma / Math.sqrt(values.length), "mean");
  }
}
