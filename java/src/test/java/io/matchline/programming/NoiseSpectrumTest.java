package io.matchline.programming;

import static io.matchline.programming.CellBench.CELLS;
import static io.matchline.programming.CellBench.Z_LIMIT;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.reading;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.device.AnalogStates;
import io.matchline.device.FlickerLaw;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.noise.CellNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Spectra of the noise of reads over a series of searches, against the spectra of the laws.
class NoiseSpectrumTest {
  private static final double TARGET_S = 10e-6;
  private static final int SEARCHES = 256;

  /// Harmonics of 1 / SEARCHES at which spectra are compared.
  private static final int[] HARMONICS = {1, 2, 4, 8, 16, 32, 64, 127};

  private static CellReads reads(AnalogStates device, double elapsedS) {
    AgedCells cells =
        AgedCells.of(program(device, TARGET_S, CellNoise.NONE), device.laws(), sources(CellNoise.ALL), elapsedS);
    return new CellReads(cells, device.laws(), sources(CellNoise.ALL));
  }

  /// A trap in every cell that takes a tenth of its conductance.
  private static CellReads telegraph(double occupied, double persistence) {
    TelegraphNoise law = new TelegraphNoise(1, occupied, 0.1, 0, persistence);
    return reads(reading(FlickerLaw.NONE, ReadNoise.NONE, law), 0);
  }

  /// Mean over the cells of |Σ (x − mean) exp(−2πi f n)|² / SEARCHES, in units of the target squared.
  private static double[] periodogram(CellReads reads, double mean) {
    double[][] re = new double[HARMONICS.length][CELLS];
    double[][] im = new double[HARMONICS.length][CELLS];
    double[] conductanceS = new double[CELLS];
    for (int n = 0; n < SEARCHES; n++) {
      reads.read(n, conductanceS);
      for (int h = 0; h < HARMONICS.length; h++) {
        double angle = 2 * Math.PI * HARMONICS[h] * n / SEARCHES;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int i = 0; i < CELLS; i++) {
          double x = conductanceS[i] / TARGET_S - mean;
          re[h][i] += x * cos;
          im[h][i] -= x * sin;
        }
      }
    }
    double[] power = new double[HARMONICS.length];
    for (int h = 0; h < HARMONICS.length; h++) {
      for (int i = 0; i < CELLS; i++) {
        power[h] += (re[h][i] * re[h][i] + im[h][i] * im[h][i]) / SEARCHES / CELLS;
      }
    }
    return power;
  }

  /// Sampled Lorentzian, σ² (1 − ρ²) / (1 − 2ρ cos 2πf + ρ²), less what a series of finite length does not show of it.
  private static double lorentzian(double variance, double rho, double frequency) {
    double sum = variance;
    for (int k = 1; k < SEARCHES; k++) {
      double seen = 1 - (double) k / SEARCHES;
      sum += 2 * variance * seen * Math.pow(rho, k) * Math.cos(2 * Math.PI * frequency * k);
    }
    return sum;
  }

  /// A power of one cell scatters by itself, their mean over the cells by 1/√CELLS of it.
  @ParameterizedTest
  @CsvSource({"0.5, 0.95", "0.2, 0.8", "0.5, 0"})
  void telegraphNoiseHasALorentzianSpectrum(double occupied, double rho) throws IOException {
    double variance = 0.01 * occupied * (1 - occupied);
    double[] power = periodogram(telegraph(occupied, rho), 1 - 0.1 * occupied);
    List<String> lines = new ArrayList<>(List.of("frequency,simulated,lorentzian,endless"));
    for (int h = 0; h < HARMONICS.length; h++) {
      double f = (double) HARMONICS[h] / SEARCHES;
      double expected = lorentzian(variance, rho, f);
      double endless = variance * (1 - rho * rho) / (1 - 2 * rho * Math.cos(2 * Math.PI * f) + rho * rho);
      lines.add("%.5f,%.6e,%.6e,%.6e".formatted(f, power[h], expected, endless));
      assertEquals(expected, power[h], 1.5 * Z_LIMIT * expected / Math.sqrt(CELLS), "f = " + f);
      assertEquals(endless, power[h], 0.1 * endless, "f = " + f);
    }
    Path folder = Files.createDirectories(Path.of("target", "noise-spectra"));
    Files.writeString(folder.resolve("telegraph-%s-%s.csv".formatted(occupied, rho)), String.join("\n", lines) + "\n");
  }

  /// Flicker noise is constant within a search and independent from search to search; its variance is the power of a
  /// spectrum Q² / f between 1 / (t + t_r) and 1 / 2 t_r.
  @Test
  void flickerNoiseHasThePowerOfItsSpectrum() {
    double elapsedS = 1000;
    double readS = 250e-9;
    double strength = 0.0088 / Math.pow(TARGET_S / 25e-6, 0.65);
    double logLow = -Math.log(elapsedS + readS);
    double logHigh = -Math.log(2 * readS);
    int steps = 100_000;
    double step = (logHigh - logLow) / steps;
    double power = 0;
    for (int i = 0; i < steps; i++) {
      double frequency = Math.exp(logLow + (i + 0.5) * step);
      power += strength * strength / frequency * frequency * step;
    }
    assertEquals(Math.sqrt(power), FlickerLaw.PCM.relativeSigma(TARGET_S, elapsedS), 1e-12);
    double[] white = periodogram(reads(reading(FlickerLaw.PCM, ReadNoise.NONE, TelegraphNoise.NONE), elapsedS), 1);
    for (double p : white) {
      assertEquals(power, p, Z_LIMIT * power / Math.sqrt(CELLS));
    }
  }

  /// States depend on the search alone, not on the order in which searches are asked for.
  @Test
  void statesDoNotDependOnTheOrder() {
    double[] forwards = new double[CELLS];
    double[] backwards = new double[CELLS];
    CellReads reads = telegraph(0.5, 0.9);
    reads.read(12, backwards);
    reads.read(5, backwards);
    telegraph(0.5, 0.9).read(5, forwards);
    assertArrayEquals(forwards, backwards);
  }

  @Test
  void persistenceIsBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> new TelegraphNoise(1, 0.5, 0.1, 0, 1));
  }
}
