package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceTest {
  private static final int DEVICES = 100_000;
  private static final Patch PATCH = new Patch(0, 100, 0, DEVICES / 100);

  private static RramHfo2 rram(double lrsOhm, double hrsOhm, ProgrammingLaw law) {
    return new RramHfo2(lrsOhm, hrsOhm, 0, 0, 0, 0, law, 0, ReadNoise.NONE, TelegraphNoise.NONE);
  }

  @Test
  void nominalConductancesAreReciprocalResistances() {
    assertEquals(1e-4, new Ohmic(10e3, 1e6, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).nominalS(State.LRS), 1e-19);
    assertEquals(1e-6, rram(10e3, 1e6, ProgrammingLaw.NONE).nominalS(State.HRS), 1e-21);
    assertEquals(6.25e-10, new Fefet(10e3, 1.6e9, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).nominalS(State.HRS), 1e-24);
    assertEquals(1e-9, new Sram(10e3, 1e9, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).nominalS(State.HRS), 1e-24);
    assertEquals(1e-9, new Ohmic(1e3, 1e9, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).nominalS(State.HRS), 1e-24);
  }

  @Test
  void withoutSpreadEveryDeviceIsNominalToTheBit() {
    assertEquals(1 / 6.7e3, rram(6.7e3, 1e6, ProgrammingLaw.NONE).conductanceS(State.LRS, 5.5, -6.2));
  }

  /// ln G is normal around ln of the nominal value, its variance the sum of both.
  @Test
  void spreadsAddInTheLogarithm() {
    DeviceStates states = new Ohmic(10e3, 1e6, 0.1, 0.05, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).states();
    float[] z = normals(NoiseStream.DEVICE_SPREAD);
    float[] w = normals(NoiseStream.CYCLE_SPREAD);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DEVICES; i++) {
      double ln = StrictMath.log(states.conductanceS(State.LRS, z[i], w[i]) * 10e3);
      sum += ln;
      squares += ln * ln;
    }
    double sigma = Math.sqrt(0.1 * 0.1 + 0.05 * 0.05);
    assertEquals(0, sum / DEVICES, 4 * sigma / Math.sqrt(DEVICES));
    assertEquals(sigma, Math.sqrt(squares / DEVICES), 4 * sigma / Math.sqrt(2.0 * DEVICES));
    assertEquals(1e-4 * Math.exp(0.1 * 2 - 0.05), states.conductanceS(State.LRS, 2, -1), 1e-18);
  }

  @Test
  void miloHoldsInItsWindowOnly() {
    assertEquals(3.8713e-6, ProgrammingLaw.MILO.sigmaS(100e-6), 1e-12);
    assertEquals(4.32665e-6, ProgrammingLaw.MILO.sigmaS(50e-6), 1e-12);
    assertEquals(2.732925e-6, ProgrammingLaw.MILO.sigmaS(225e-6), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> ProgrammingLaw.MILO.sigmaS(49e-6));
    var e = assertThrows(IllegalArgumentException.class, () -> ProgrammingLaw.MILO.sigmaS(226e-6));
    assertTrue(e.getMessage().contains("2.26E-4 S is outside 5.0E-5 … 2.25E-4 S"), e.getMessage());
  }

  @Test
  void miloSpreadsTheOnStatePerWriteAndLeavesTheOffState() {
    Device device = rram(10e3, 1e6, ProgrammingLaw.MILO);
    assertEquals(100e-6 + 2 * 3.8713e-6, device.conductanceS(State.LRS, 0, 2), 1e-15);
    assertEquals(100e-6, device.conductanceS(State.LRS, 2, 0), 1e-15);
    assertEquals(1e-6, device.conductanceS(State.HRS, 2, 2), 1e-18);
    assertTrue(rram(20e3, 1e6, ProgrammingLaw.MILO).conductanceS(State.LRS, -6.3, -6.3) > 0);
  }

  @Test
  void rramKeepsItsWindow() {
    assertEquals(2e-4, rram(5e3, 10e6, ProgrammingLaw.MILO).nominalS(State.LRS), 1e-19);
    assertEquals(5e-5, rram(20e3, 1e5, ProgrammingLaw.MILO).nominalS(State.LRS), 1e-19);
    var e = assertThrows(IllegalArgumentException.class, () -> rram(1e3, 1e6, ProgrammingLaw.NONE));
    assertEquals(
        "the conductance of lrs = 1000.0 Ω, 0.001 S, is above 2.0E-4 S, the maximum of rram-hfo2", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> rram(30e3, 1e6, ProgrammingLaw.NONE));
    assertThrows(IllegalArgumentException.class, () -> rram(10e3, 20e6, ProgrammingLaw.NONE));
    assertThrows(IllegalArgumentException.class, () -> rram(Double.NaN, 1e6, ProgrammingLaw.NONE));
  }

  @Test
  void statesMustBeInOrderAndSharesValid() {
    assertThrows(IllegalArgumentException.class, () -> new Ohmic(1e6, 1e4, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Ohmic(1e4, 1e4, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Sram(1e4, 1e9, -0.1, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Fefet(1e4, 1e9, 0, Double.NaN, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE));
    var e = assertThrows(IllegalArgumentException.class, () -> new Ohmic(1e4, 1e6, 0, 0, 0.6, 0.5, ReadNoise.NONE, TelegraphNoise.NONE));
    assertEquals("stuck-lrs = 0.6 and stuck-hrs = 0.5 sum to more than 1", e.getMessage());
  }

  /// 1 % stuck at LRS and 9 % at HRS come out within four standard errors.
  @Test
  void stuckSharesAreMet() {
    DeviceStates states = new Ohmic(10e3, 1e6, 0, 0, 0.01, 0.09, ReadNoise.NONE, TelegraphNoise.NONE).states();
    double[] uniform = new double[DEVICES];
    fields().uniforms(NoiseStream.STUCK_AT, 0, 0, PATCH, uniform);
    int lrs = 0;
    int hrs = 0;
    for (double u : uniform) {
      Optional<State> stuck = states.stuckAt(u);
      lrs += stuck.equals(Optional.of(State.LRS)) ? 1 : 0;
      hrs += stuck.equals(Optional.of(State.HRS)) ? 1 : 0;
    }
    assertEquals(0.01 * DEVICES, lrs, 4 * Math.sqrt(DEVICES * 0.01 * 0.99));
    assertEquals(0.09 * DEVICES, hrs, 4 * Math.sqrt(DEVICES * 0.09 * 0.91));
    assertEquals(Optional.empty(), states.stuckAt(0.1));
    assertEquals(Optional.empty(), new Ohmic(1e4, 1e6, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).stuckAt(1e-12));
  }

  private static NoiseFields fields() {
    return new NoiseFields(Backends.open(Backend.JAVA), 11);
  }

  private static float[] normals(NoiseStream stream) {
    float[] z = new float[DEVICES];
    fields().normals(stream, 0, 0, PATCH, z);
    return z;
  }

  /// Moments of all that differs between devices, writes and reads against 100,000 draws, within five standard errors
  /// of the mean and 4 % of the variance.
  @Test
  void momentsAreThoseOfDraws() {
    RramHfo2 device = new RramHfo2(10e3, 1e6, 0.2, 0.1, 0.03, 0.05, ProgrammingLaw.MILO, 0, new ReadNoise(0.04, 2e-6),
        TelegraphNoise.NONE);
    NoiseFields fields = new NoiseFields(Backends.open(Backend.JAVA), 11);
    float[][] z = new float[3][DEVICES];
    for (int k = 0; k < 3; k++) {
      fields.normals(NoiseStream.DEVICE_SPREAD, k, 0, PATCH, z[k]);
    }
    double[] u = new double[DEVICES];
    fields.uniforms(NoiseStream.STUCK_AT, 0, 0, PATCH, u);
    for (State meant : State.values()) {
      double[] g = new double[DEVICES];
      for (int i = 0; i < DEVICES; i++) {
        double still = device.conductanceS(device.stuckAt(u[i]).orElse(meant), z[0][i], z[1][i]);
        g[i] = still + device.states().laws().readNoise().sigmaS(still, 0) * z[2][i];
      }
      double mean = Arrays.stream(g).average().orElseThrow();
      double variance = Arrays.stream(g).map(x -> (x - mean) * (x - mean)).sum() / (DEVICES - 1);
      ConductanceMoments moments = ConductanceMoments.of(device.states(), meant, true, true, true, true);
      assertEquals(moments.meanS(), mean, 5 * Math.sqrt(variance / DEVICES));
      assertEquals(1, variance / moments.varianceS2(), 0.04);
    }
  }
}
