package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatchLineNetlistTest {
  private static final Transient SETTINGS = Transient.until(1e-10);

  private static MatchLine line(double wireResistanceOhm, SenseEnd sense) {
    return new MatchLine(2, sense, wireResistanceOhm, 5e-16, 3e-15, 1.5e-15, 0.9, 0);
  }

  private static String elements(Netlist<Transient> netlist) {
    return netlist.text().lines().filter(l -> !l.startsWith("*") && !l.isEmpty()).collect(Collectors.joining("\n"));
  }

  @Test
  void writesTheLadder() {
    Netlist<Transient> netlist = MatchLineNetlist.line(line(2.5, SenseEnd.FAR), List.of(1e-4, 0.0), SETTINGS);
    assertEquals(
        """
        C0_0 n0_0 0 3.0E-15
        Rw0_1 n0_0 n0_1 2.5
        C0_1 n0_1 0 5.0E-16
        Rc0_1 n0_1 0 10000.0
        Rw0_2 n0_1 n0_2 2.5
        C0_2 n0_2 0 2.0E-15
        .ic v(n0_0)=0.9
        .ic v(n0_1)=0.9
        .ic v(n0_2)=0.9
        .options method=trap reltol=1.0E-7 abstol=1e-15 vntol=1e-10 chgtol=1e-21 trtol=1
        .save v(n0_2)
        .print tran v(n0_2)
        .tran 5.0E-14 1.0E-10 0 5.0E-14 uic
        .end""",
        elements(netlist));
    assertEquals(List.of(new Probe("v(n0_2)", 0.9)), netlist.probes());
  }

  @Test
  void anIdealWireIsOneNode() {
    String text = MatchLineNetlist.line(line(0, SenseEnd.FAR), List.of(1e-4, 2e-4), SETTINGS).text();
    assertFalse(text.contains("n0_1 ") || text.contains("Rw0"), text);
  }

  @Test
  void rowsOfAnArrayAreSeparateLines() {
    Netlist<Transient> netlist =
        MatchLineNetlist.array(line(2.5, SenseEnd.NEAR), List.of(List.of(1e-4, 1e-6), List.of(1e-6, 1e-6)), SETTINGS);
    assertEquals(List.of("v(n0_0)", "v(n1_0)"), netlist.probes().stream().map(Probe::vector).toList());
  }

  @Test
  void refusesNonsense() {
    MatchLine line = line(2.5, SenseEnd.NEAR);
    assertThrows(IllegalArgumentException.class, () -> MatchLineNetlist.line(line, List.of(1e-4), SETTINGS));
    assertThrows(IllegalArgumentException.class, () -> MatchLineNetlist.line(line, List.of(1e-4, -1e-6), SETTINGS));
    assertThrows(IllegalArgumentException.class, () -> MatchLineNetlist.array(line, List.of(), SETTINGS));
    assertThrows(IllegalArgumentException.class, () -> Transient.until(0));
    assertThrows(IllegalArgumentException.class, () -> new Transient(1e-9, 5, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new Transient(1e-9, 2000, 0));
  }
}
