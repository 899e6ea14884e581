package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.search;
import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.kernel.MatchLine;
import io.matchline.noise.ThermalNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Thermal noise of match lines against a stochastic simulation of the whole ladder with the noise of every resistance.
///
/// Lines of 32 cells of 0.563 fF and 100 Ω with 3.6 fF at the sense node are precharged through 1 kΩ, released, and
/// discharged by four mismatches spread over the line. `-Dmatchline.paths=N` simulates N of them (standard: 6000) and
/// `target/thermal-noise/` keeps what came out.
class ThermalNoiseTest {
  private static final int PATHS = Integer.getInteger("matchline.paths", 6000);
  private static final String[] ARRAY = {
    "device: { model: ohmic, lrs: 10 kΩ, hrs: 1 MΩ }",
    "wire: { resistance: 100 Ω, capacitance: 0.2 fF }",
    "tile: { columns: 32 }",
    "noise: { thermal: on }"
  };
  private static final int[] MISMATCHES = {3, 11, 19, 27};
  private static final double PRECHARGE_STEP_S = 1e-12;
  private static final int PRECHARGE_STEPS = 250;
  private static final double STEP_S = 0.25e-12;
  private static final int STROBE = 160;
  private static final double[] NONE = new double[32];

  private static MatchLine line() {
    return settings(ARRAY).line(32);
  }

  private static double[] conductances() {
    double[] g = new double[32];
    Arrays.fill(g, 1e-6);
    Arrays.stream(MISMATCHES).forEach(j -> g[j] = 1e-4);
    return g;
  }

  private static NoisyLadder released(SplittableRandom random) {
    return new NoisyLadder(line(), conductances(), NONE, NONE, 0, STEP_S, random);
  }

  /// A precharged line, in equilibrium with the resistance that precharges it.
  private static double[] precharged(NoisyLadder precharging) {
    double[] v = precharging.quiet();
    precharging.advance(v, PRECHARGE_STEPS);
    return v;
  }

  private static NoisyLadder precharging(SplittableRandom random) {
    return new NoisyLadder(line(), NONE, NONE, NONE, 1e-3, PRECHARGE_STEP_S, random);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double sigma(double[] x) {
    double mean = mean(x);
    return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
  }

  /// Within four standard errors.
  private static void assertSigma(double expected, double[] x, String what) {
    assertEquals(expected, sigma(x), 4 * expected / Math.sqrt(2.0 * x.length), what);
  }

  private static double modelV(double aperture) {
    return new ThermalNoise(true, 300, aperture, 0, 0.6667)
        .sigmaV(line().senseCapacitanceF(), line().totalCapacitanceF());
  }

  /// During the whole discharge the sense node has kT/C₀ and the line as a whole kT/C_tot: apertures 0 and 1. The mean is
  /// the noiseless ladder.
  @Test
  void theLineStaysInEquilibriumWhileItDischarges() throws IOException {
    SplittableRandom random = new SplittableRandom(20);
    NoisyLadder precharging = precharging(random);
    NoisyLadder released = released(random);
    int[] times = {0, 40, 160, 400};
    double[][] sense = new double[times.length][PATHS];
    double[][] average = new double[times.length][PATHS];
    for (int p = 0; p < PATHS; p++) {
      double[] v = precharged(precharging);
      for (int i = 0; i < times.length; i++) {
        released.advance(v, times[i] - (i == 0 ? 0 : times[i - 1]));
        sense[i][p] = v[0];
        average[i][p] = released.averageV(v);
      }
    }
    List<String> lines = new ArrayList<>(List.of("time_ps,node_mv,node_model_mv,line_mv,line_model_mv"));
    for (int i = 0; i < times.length; i++) {
      lines.add("%.0f,%.4f,%.4f,%.4f,%.4f".formatted(1e12 * times[i] * STEP_S, 1e3 * sigma(sense[i]),
          1e3 * modelV(0), 1e3 * sigma(average[i]), 1e3 * modelV(1)));
    }
    write("thermal-noise.csv", lines);
    for (int i = 0; i < times.length; i++) {
      assertSigma(modelV(0), sense[i], "sense node after %d steps".formatted(times[i]));
      assertSigma(modelV(1), average[i], "whole line after %d steps".formatted(times[i]));
      double noiseless = noiselessV(times[i] * STEP_S);
      assertEquals(noiseless, mean(sense[i]), 4 * modelV(0) / Math.sqrt(PATHS) + 1e-5, "mean");
    }
  }

  private static double noiselessV(double timeS) {
    boolean[][] bits = new boolean[1][32];
    Arrays.stream(MISMATCHES).forEach(j -> bits[0][j] = true);
    String[] quiet = Arrays.copyOf(ARRAY, 4);
    quiet[3] = "sense: { kind: strobe, time: %s s }".formatted(timeS == 0 ? 1e-20 : timeS);
    return search(settings(quiet), TernaryWords.of(bits), TernaryWords.parse("0".repeat(32))).voltageV()[0];
  }

  /// A line that starts without noise has little of it at once: (1 − e^(−2t/RC)) kT/C for the whole line.
  @Test
  void aLineWithoutNoiseAtFirstWarmsUp() {
    SplittableRandom random = new SplittableRandom(21);
    NoisyLadder released = released(random);
    double[] average = new double[PATHS];
    for (int p = 0; p < PATHS; p++) {
      double[] v = released.quiet();
      released.advance(v, STROBE);
      average[p] = released.averageV(v);
    }
    double decay = Arrays.stream(conductances()).sum() * STROBE * STEP_S / line().totalCapacitanceF();
    double lumped = modelV(1) * Math.sqrt(1 - Math.exp(-2 * decay));
    assertEquals(lumped, sigma(average), 0.04 * lumped);
  }

  /// An amplifier that averages over a time τ sees less than kT/C₀ and, as τ passes the settling of the line, kT/C_tot.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 1, 3, 10})
  void amplifiersAverageBetweenTheCapacitances(double tauPs) throws IOException {
    SplittableRandom random = new SplittableRandom(22);
    NoisyLadder precharging = precharging(random);
    double stepS = Math.min(STEP_S, 0.1e-12 * tauPs);
    NoisyLadder idle = new NoisyLadder(line(), NONE, NONE, NONE, 0, stepS, random);
    double share = stepS / (tauPs * 1e-12);
    int steps = (int) Math.round(8 / share);
    double[] seen = new double[PATHS / 2];
    for (int p = 0; p < seen.length; p++) {
      double[] v = precharged(precharging);
      double output = idle.averageV(v);
      for (int n = 0; n < steps; n++) {
        double before = v[0];
        idle.advance(v, 1);
        output = ((1 - 0.5 * share) * output + 0.5 * share * (before + v[0])) / (1 + 0.5 * share);
      }
      seen[p] = output;
    }
    double expected = filteredV(tauPs * 1e-12);
    write("aperture-%s.csv".formatted(tauPs), List.of("tau_ps,sigma_mv,closed_form_mv,aperture",
        "%s,%.4f,%.4f,%.3f".formatted(tauPs, 1e3 * sigma(seen), 1e3 * expected, aperture(sigma(seen)))));
    assertSigma(expected, seen, "τ = %s ps".formatted(tauPs));
  }

  /// Of the modes of an RC line with rates λ and variances s², a filter lets s² / (1 + λτ) through: Σ = kT e₀ᵀ(C + τA)⁻¹e₀.
  private static double filteredV(double tauS) {
    MatchLine line = line();
    double wireS = tauS / line.wireResistanceOhm();
    double admittance = line.nodeCapacitanceF() + line.farCapacitanceF();
    for (int j = line.cells() - 1; j >= 0; j--) {
      double behind = wireS * admittance / (wireS + admittance);
      admittance = behind + (j == 0 ? line.nearCapacitanceF() : line.nodeCapacitanceF());
    }
    return Math.sqrt(NoisyLadder.KT / admittance);
  }

  /// The aperture with this standard deviation.
  private static double aperture(double sigmaV) {
    double sampledF = NoisyLadder.KT / (sigmaV * sigmaV);
    return (sampledF - line().senseCapacitanceF()) / (line().totalCapacitanceF() - line().senseCapacitanceF());
  }

  /// The line as a whole crosses half the precharge voltage with a jitter of σ_V / |dV/dt|; so do crossings in an array.
  @Test
  void crossingsJitterByTheSlope() throws IOException {
    SplittableRandom random = new SplittableRandom(23);
    NoisyLadder precharging = precharging(random);
    NoisyLadder released = released(random);
    double[] crossing = new double[PATHS];
    for (int p = 0; p < PATHS; p++) {
      double[] v = precharged(precharging);
      double before = released.averageV(v);
      double now = before;
      int n = 0;
      while (now > 0.5) {
        before = now;
        released.advance(v, 1);
        now = released.averageV(v);
        n++;
      }
      crossing[p] = STEP_S * (n - (0.5 - now) / (before - now));
    }
    double tauS = mean(crossing) / Math.log(2);
    double slope = 0.5 / tauS;
    double[] array = arrayCrossings();
    write("jitter.csv", List.of("simulated_fs,array_fs,formula_fs",
        "%.2f,%.2f,%.2f".formatted(1e15 * sigma(crossing), 1e15 * sigma(array), 1e15 * modelV(1) / slope)));
    assertEquals(modelV(1) / slope, sigma(crossing), 0.04 * modelV(1) / slope);
    assertEquals(modelV(1) / slope, sigma(array), 0.06 * modelV(1) / slope);
  }

  private static double[] arrayCrossings() {
    boolean[][] bits = new boolean[PATHS][32];
    Arrays.stream(bits).forEach(row -> Arrays.stream(MISMATCHES).forEach(j -> row[j] = true));
    String[] timed = Arrays.copyOf(ARRAY, 5);
    timed[4] = "sense: { kind: time }";
    return search(settings(timed), TernaryWords.of(bits), TernaryWords.parse("0".repeat(32))).timeS();
  }

  /// Four saturated cells of 10 µA with V_ov = 0.2 V take 0.18 V from the line in 100 ps: their noise grows with time.
  @Test
  void saturatedCellsAddNoise() throws IOException {
    SplittableRandom random = new SplittableRandom(24);
    NoisyLadder precharging = precharging(random);
    double gamma = 0.6667;
    double overdriveV = 0.2;
    double[] current = new double[32];
    double[] noise = new double[32];
    Arrays.stream(MISMATCHES).forEach(j -> {
      current[j] = 10e-6;
      noise[j] = gamma * 2 * 10e-6 / overdriveV;
    });
    NoisyLadder saturated = new NoisyLadder(line(), NONE, current, noise, 0, STEP_S, random);
    double[] average = new double[PATHS];
    for (int p = 0; p < PATHS; p++) {
      double[] v = precharged(precharging);
      saturated.advance(v, 400);
      average[p] = saturated.averageV(v);
    }
    double expected = new ThermalNoise(true, 300, 1, overdriveV, gamma)
        .sigmaV(line().senseCapacitanceF(), line().totalCapacitanceF(), 1 - mean(average));
    write("saturated.csv", List.of("fallen_v,simulated_mv,model_mv,passive_mv",
        "%.4f,%.4f,%.4f,%.4f".formatted(1 - mean(average), 1e3 * sigma(average), 1e3 * expected, 1e3 * modelV(1))));
    assertSigma(expected, average, "saturated cells");
  }

  private static void write(String name, List<String> lines) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "thermal-noise"));
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
