package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Needs ngspice; without it these tests fail and the message says how to install it.
class NgspiceRunnerTest {
  private static final NgspiceRunner NGSPICE = new NgspiceRunner();

  private static Netlist<Transient> deck(String text) {
    return new Netlist<>(text, List.of(new Probe("v(a)", 1)), Transient.until(1e-9));
  }

  private static String failure(NgspiceRunner runner, Netlist<Transient> netlist) {
    return assertThrows(SpiceException.class, () -> runner.waveforms(netlist)).getMessage();
  }

  @Test
  void knowsItsVersion() {
    assertTrue(Integer.parseInt(NGSPICE.version().split("[^0-9]")[0]) >= 30);
  }

  @Test
  void everyRowOfAnArrayIsItsOwnLine() {
    MatchLine line = new MatchLine(24, SenseEnd.FAR, 20, 4e-16, 3e-15, 1e-15, 0.9, 0);
    List<List<Double>> rows =
        List.of(Collections.nCopies(24, 1e-4), Collections.nCopies(24, 2e-5), Collections.nCopies(24, 0.0));
    List<Waveform> waves = NGSPICE.waveforms(MatchLineNetlist.array(line, rows, Transient.until(5e-11)));
    assertEquals(3, waves.size());
    for (int r = 0; r < 2; r++) {
      double exact = new LadderOracle(line, rows.get(r)).voltage(2e-11);
      assertEquals(exact, waves.get(r).at(2e-11), 1e-6 * 0.9);
    }
    assertEquals(0.9, waves.get(2).at(5e-11), 1e-9);
    assertEquals(0, waves.get(0).startS());
    assertEquals(0.9, waves.get(0).at(0));
  }

  @Test
  void readsAnOperatingPoint() {
    String text = "* divider\nV1 a 0 3\nR1 a b 1k\nR2 b 0 2k\n.save v(b) i(v1)\n.op\n.end\n";
    List<Probe> probes = List.of(new Probe("v(b)", 0), new Probe("i(v1)", 0));
    List<Double> values = NGSPICE.operatingPoint(new Netlist<>(text, probes, OperatingPoint.standard()));
    assertEquals(2, values.get(0), 1e-12);
    assertEquals(-1e-3, values.get(1), 1e-15);
  }

  @Test
  void aCircuitWithoutAnOperatingPointIsNoResult() {
    String text = "* two sources in parallel\nV1 a 0 1\nV2 a 0 2\nR1 a 0 1k\n.save v(a)\n.op\n.end\n";
    Netlist<OperatingPoint> netlist =
        new Netlist<>(text, List.of(new Probe("v(a)", 0)), OperatingPoint.standard());
    String message = assertThrows(SpiceException.class, () -> NGSPICE.operatingPoint(netlist)).getMessage();
    assertTrue(message.contains("ngspice") && message.contains("singular"), message);
  }

  @Test
  void aMissingProgramNamesTheRemedy() {
    String message = failure(new NgspiceRunner("ngspice-not-there", Duration.ofSeconds(5)), deck(""));
    assertTrue(message.contains("apt-get install ngspice"), message);
  }

  @Test
  void aBadDeckIsQuoted() {
    String message = failure(NGSPICE, deck("* bad\nR1 a 0 1k\nQ7 a b c nomodel\n.tran 1p 1n uic\n.save v(a)\n.end\n"));
    assertTrue(message.contains("nomodel"), message);
  }

  @Test
  void anEarlyEndIsNoResult() {
    String text = "* short\nC1 a 0 1p\nR1 a 0 1k\n.ic v(a)=1\n.save v(a)\n.tran 1p 0.5n uic\n.end\n";
    String message = failure(NGSPICE, deck(text));
    assertTrue(message.startsWith("ngspice stopped at 5") && message.contains("of 1.0E-9 s"), message);
  }

  @Test
  void aTransientThatAbortsIsNoResult() {
    String text =
        "* runs away\nC1 a 0 1p\nB1 a 0 i=-exp(40*v(a))\n.ic v(a)=1\n.save v(a)\n.tran 1p 1n uic\n.end\n";
    String message = failure(NGSPICE, deck(text));
    assertTrue(message.contains("ngspice") && message.contains("too small"), message);
  }

  @Test
  void aNodeThatIsNotThereIsNamed() {
    String text = "* other node\nC1 b 0 1p\nR1 b 0 1k\n.ic v(b)=1\n.save v(b)\n.tran 1p 1n uic\n.end\n";
    assertTrue(failure(NGSPICE, deck(text)).contains("has no v(a)"));
  }

  @Test
  void aSlowRunIsStopped() {
    MatchLine line = new MatchLine(256, SenseEnd.NEAR, 1, 4e-16, 3e-15, 0, 1, 0);
    Netlist<Transient> netlist =
        MatchLineNetlist.line(line, Collections.nCopies(256, 1e-5), new Transient(1e-9, 5_000_000, 1e-7));
    String message = failure(new NgspiceRunner("ngspice", Duration.ofMillis(300)), netlist);
    assertEquals("ngspice did not finish within 300 ms", message);
  }
}
