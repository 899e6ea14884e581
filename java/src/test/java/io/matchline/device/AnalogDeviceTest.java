package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.unit.InvalidInputException;
import org.junit.jupiter.api.Test;

class AnalogDeviceTest {
  private static AnalogDevice read(String text) {
    return ConfigReader.read("cells.yaml", text, AnalogDevice.class);
  }

  private static String problem(String text) {
    return assertThrows(InvalidInputException.class, () -> read(text)).getMessage();
  }

  @Test
  void standardValuesAreTheWholeWindows() {
    assertEquals(new ConductanceWindow(50e-6, 225e-6), read("model: rram-hfo2\n").states().window());
    assertEquals(1e-6, read("model: rram-hfo2\n").states().offS());
    assertEquals(new ConductanceWindow(0, 40e-6), read("model: rram-wan\n").states().window());
    assertEquals(new ConductanceWindow(0, 25e-6), read("model: pcm\n").states().window());
    assertEquals(new ConductanceWindow(1e-6, 100e-6), read("model: ohmic\n").states().window());
    assertEquals(Variation.NONE, read("model: pcm\n").states().variation());
    assertEquals(ReadNoise.NONE, read("model: pcm\n").states().readNoise());
    assertEquals(TelegraphNoise.NONE, read("model: pcm\n").states().telegraph());
  }

  @Test
  void everyKeyIsRead() {
    AnalogDevice device = read(
        """
        model: rram-hfo2
        lowest: 60 µS
        highest: 200 µS
        off: 500 nS
        levels: 16
        variation: { spread: 5 %, cycle-spread: 2 %, stuck-lrs: 1 %, stuck-hrs: 9 % }
        read-noise: { relative: 1 %, absolute: 10 nS }
        telegraph: { cells: 10 %, occupied: 40 %, amplitude: 3 %, amplitude-spread: 0.4 }
        """);
    assertEquals(
        new AnalogRramHfo2(60e-6, 200e-6, 500e-9, 16, new Variation(0.05, 0.02, 0.01, 0.09),
            new ReadNoise(0.01, 10e-9), new TelegraphNoise(0.1, 0.4, 0.03, 0.4, 0)),
        device);
  }

  @Test
  void windowsAreKept() {
    assertEquals(
        "cells.yaml:2: highest = 30 µS is above 25 µS, the maximum of pcm (Nandakumar et al., ICECS 2019)",
        problem("model: pcm\nhighest: 30 µS\n"));
    assertTrue(problem("model: rram-hfo2\nlowest: 20 µS\n").contains("20 µS is below 50 µS, the minimum of rram-hfo2"));
    assertTrue(problem("model: rram-wan\nlowest: 30 µS\nhighest: 20 µS\n").contains("in this order"));
    var e = assertThrows(
        IllegalArgumentException.class,
        () -> new RramWan(0, 41e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE));
    assertEquals("0 S … 41 µS is outside 0 S … 40 µS, the window of rram-wan", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new AnalogRramHfo2(50e-6, 225e-6, 20e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Pcm(0, 25e-6, 1, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE));
  }

  @Test
  void levelsAreEvenlySpaced() {
    AnalogStates states =
        new Pcm(5e-6, 20e-6, 4, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
    assertEquals(5e-6, states.targetS(0));
    assertEquals(10e-6, states.targetS(0.3), 1e-20);
    assertEquals(15e-6, states.targetS(0.8), 1e-20);
    assertEquals(20e-6, states.targetS(1));
    assertEquals(20e-6, read("model: pcm\n").states().targetS(0.8), 1e-20);
    assertThrows(IllegalArgumentException.class, () -> states.targetS(1.1));
    assertThrows(IllegalArgumentException.class, () -> states.targetS(Double.NaN));
    assertTrue(states.accepts(5e-6) && states.accepts(20e-6));
    assertFalse(states.accepts(4.9e-6) || states.accepts(Double.NaN));
  }

  @Test
  void lawsHoldInTheirWindowsOnly() {
    assertThrows(IllegalArgumentException.class, () -> ProgrammingLaw.WAN.sigmaS(40.1e-6));
    assertThrows(IllegalArgumentException.class, () -> ProgrammingLaw.PCM.sigmaS(-1e-9));
    var e = assertThrows(IllegalArgumentException.class, () -> ProgrammingLaw.PCM.sigmaS(26e-6));
    assertEquals(
        "a target of 2.6E-5 S is outside 0.0 … 2.5E-5 S, the window in which the programming law pcm was fitted",
        e.getMessage());
  }
}
