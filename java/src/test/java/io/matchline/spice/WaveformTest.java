package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WaveformTest {
  /// exp(−t) at uneven steps of up to 1/400, as coarse as ngspice's relative to a decay of five time constants.
  private static Waveform decay() {
    double[] t = new double[2001];
    double[] v = new double[t.length];
    for (int i = 1; i < t.length; i++) {
      t[i] = t[i - 1] + 0.0025 * (i % 3 == 0 ? 0.4 : 1);
    }
    for (int i = 0; i < t.length; i++) {
      v[i] = Math.exp(-t[i]);
    }
    return new Waveform(t, v);
  }

  @Test
  void readsBetweenItsPoints() {
    Waveform w = decay();
    for (double t = 0.0001; t < 4; t += 0.00037) {
      assertEquals(Math.exp(-t), w.at(t), 1e-11, "t = " + t);
    }
  }

  @Test
  void findsCrossings() {
    Waveform w = decay();
    for (double level : new double[] {0.9999, 0.9, 0.5, 0.1, 0.03}) {
      assertEquals(1, w.fallsTo(level) / -Math.log(level), 1e-8, "level " + level);
    }
    assertEquals(0, w.fallsTo(1));
    assertEquals(Double.POSITIVE_INFINITY, w.fallsTo(1e-4));
  }

  @Test
  void twoPointsMakeALine() {
    Waveform w = new Waveform(new double[] {0, 2}, new double[] {1, 0});
    assertEquals(0.75, w.at(0.5));
    assertEquals(1.5, w.fallsTo(0.25), 1e-15);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Waveform w = decay();
    assertThrows(IllegalArgumentException.class, () -> w.at(w.endS() * 1.001));
    assertThrows(IllegalArgumentException.class, () -> w.at(-1e-9));
    assertThrows(IllegalArgumentException.class, () -> w.at(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Waveform(new double[] {0, 0}, new double[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> new Waveform(new double[] {0}, new double[] {1}));
  }
}
