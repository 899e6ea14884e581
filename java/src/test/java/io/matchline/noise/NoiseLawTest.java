package io.matchline.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import org.junit.jupiter.api.Test;

class NoiseLawTest {
  /// kT/C of 25 fF at 300 K: 0.407 mV.
  @Test
  void thermalSigmaIsClosedForm() {
    ThermalNoise noise = new ThermalNoise(true, 300, 1, 0, 0.6667);
    double sigmaV = noise.sigmaV(3.6e-15, 25e-15);
    assertEquals(0.407e-3, sigmaV, 0.0005e-3);
    assertEquals(2 * sigmaV, new ThermalNoise(true, 1200, 1, 0, 0.6667).sigmaV(3.6e-15, 25e-15), 1e-18);
    assertEquals(sigmaV / 2, noise.sigmaV(3.6e-15, 100e-15), 1e-18);
    assertEquals(0, new ThermalNoise(false, 300, 1, 0, 0.6667).sigmaV(0, 25e-15));
  }

  @Test
  void apertureChoosesTheCapacitance() {
    ThermalNoise whole = new ThermalNoise(true, 300, 1, 0, 0.6667);
    assertEquals(whole.sigmaV(0, 4e-15), new ThermalNoise(true, 300, 0, 0, 0.6667).sigmaV(4e-15, 25e-15), 1e-18);
    assertEquals(whole.sigmaV(0, 14.5e-15), new ThermalNoise(true, 300, 0.5, 0, 0.6667).sigmaV(4e-15, 25e-15), 1e-18);
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, 300, 0, 0, 0.6667).sigmaV(0, 25e-15));
    assertThrows(IllegalArgumentException.class, () -> whole.sigmaV(5e-15, 4e-15));
  }

  /// Transistors with a square law and I = 10 µA for 1 ns on 25 fF: kT/C + 4kTγ g_m t / (2C²), g_m = 2 I / V_ov.
  @Test
  void saturatedCellsAddTheirNoise() {
    double fallenV = 10e-6 * 1e-9 / 25e-15;
    double kT = 1.380649e-23 * 300;
    double added = 4 * kT * 0.7 * (2 * 10e-6 / 0.25) * 1e-9 / (2 * 25e-15 * 25e-15);
    ThermalNoise noise = new ThermalNoise(true, 300, 1, 0.25, 0.7);
    assertEquals(Math.sqrt(kT / 25e-15 + added), noise.sigmaV(3.6e-15, 25e-15, fallenV), 1e-12);
    assertEquals(noise.sigmaV(3.6e-15, 25e-15), noise.sigmaV(3.6e-15, 25e-15, 0));
    assertEquals(
        noise.sigmaV(3.6e-15, 25e-15), new ThermalNoise(true, 300, 1, 0, 0.7).sigmaV(3.6e-15, 25e-15, fallenV));
  }

  @Test
  void valuesOutOfRangeAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, 300, 1, -0.1, 0.6667));
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, 300, 1, 0.2, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, -1, 1, 0, 0.6667));
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, Double.NaN, 1, 0, 0.6667));
    assertThrows(IllegalArgumentException.class, () -> new ThermalNoise(true, 300, 1.1, 0, 0.6667));
    NoiseFields fields = new NoiseFields(Backends.open(Backend.JAVA), 1);
    float[] small = new float[5];
    Patch patch = new Patch(0, 2, 0, 3);
    assertThrows(
        IllegalArgumentException.class, () -> fields.normals(NoiseStream.THERMAL, 0, 0, patch, small));
  }

  @Test
  void backendsDrawTheSameNumbers() {
    Patch patch = new Patch(3, 4, 60, 9);
    NoiseFields java = new NoiseFields(Backends.open(Backend.JAVA), 1);
    NoiseFields ffm = new NoiseFields(Backends.open(Backend.FFM), 1);
    assertArrayEquals(normals(java, patch), normals(ffm, patch));
    assertArrayEquals(uniforms(java, patch), uniforms(ffm, patch));
  }

  private static float[] normals(NoiseFields fields, Patch patch) {
    float[] z = new float[36];
    fields.normals(NoiseStream.THERMAL, 1, 2, patch, z);
    return z;
  }

  private static double[] uniforms(NoiseFields fields, Patch patch) {
    double[] u = new double[36];
    fields.uniforms(NoiseStream.STUCK_AT, 1, 2, patch, u);
    return u;
  }
}
