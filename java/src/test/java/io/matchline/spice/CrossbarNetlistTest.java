package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.device.SinhCurrent;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.spice.CrossbarNetlist.Order;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Needs ngspice; without it these tests fail and the message says how to install it.
class CrossbarNetlistTest {
  private static final NgspiceRunner NGSPICE = new NgspiceRunner();
  private static final CrossbarCells.Ohmic TWO_BY_TWO =
      new CrossbarCells.Ohmic(2, 2, new double[] {1e-4, 0, 2e-5, 5e-5});
  private static final double[] INPUT = {0.2, -0.1};

  private static CrossbarWires wires(double rowOhm, double columnOhm, double driverOhm, double senseOhm) {
    return CrossbarWires.resistive(rowOhm, columnOhm, driverOhm, senseOhm);
  }

  private static SinhCurrent sinh(double scaleV) {
    return new SinhCurrent(1e-3, scaleV, 3e-10, 5e-9, 0, 5e-9);
  }

  private static Netlist<OperatingPoint> deck(CrossbarWires wires) {
    return CrossbarNetlist.of(wires, TWO_BY_TWO, INPUT, OperatingPoint.standard(), Order.FORWARD);
  }

  private static List<Double> currents(CrossbarWires wires, CrossbarCells cells, double... inputV) {
    return NGSPICE.operatingPoint(
        CrossbarNetlist.of(wires, cells, inputV, OperatingPoint.standard(), Order.FORWARD));
  }

  private static String elements(Netlist<?> netlist) {
    return netlist.text().lines().filter(l -> !l.startsWith("*") && !l.isEmpty()).collect(Collectors.joining("\n"));
  }

  @Test
  void writesTheArray() {
    Netlist<OperatingPoint> netlist = deck(wires(1, 2, 10, 20));
    assertEquals(
        """
        Vd0 d0 0 0.2
        Rd0 d0 r0_0 11.0
        Rr0_1 r0_0 r0_1 1.0
        Vd1 d1 0 -0.1
        Rd1 d1 r1_0 11.0
        Rr1_1 r1_0 r1_1 1.0
        Rg0_0 r0_0 c0_0 10000.0
        Rg1_0 r1_0 c1_0 49999.99999999999
        Rg1_1 r1_1 c1_1 20000.0
        Rc1_0 c0_0 c1_0 2.0
        Rs0 c1_0 s0 22.0
        Vs0 s0 0 0.0
        Rc1_1 c0_1 c1_1 2.0
        Rs1 c1_1 s1 22.0
        Vs1 s1 0 0.0
        .options reltol=1.0E-9 abstol=1e-18 vntol=1e-14 gmin=1e-30
        .save i(vs0) i(vs1)
        .print op i(vs0) i(vs1)
        .op
        .end""",
        elements(netlist));
  }

  @Test
  void terminalsGoToTheEndsAskedFor() {
    String text = deck(wires(1, 2, 10, 20).at(CrossbarEnd.LAST, CrossbarEnd.FIRST)).text();
    assertTrue(text.contains("\nRd1 d1 r1_1 11.0\n") && text.contains("\nRs0 c0_0 s0 22.0\n"), text);
  }

  @Test
  void nodesOfIdealWiresAreOne() {
    String merged = elements(deck(wires(0, 0, 10, 20)));
    assertTrue(merged.contains("Rd0 d0 r0 10.0") && merged.contains("Rg1_1 r1 c1 20000.0"), merged);
    String held = elements(deck(CrossbarWires.ideal()));
    assertTrue(held.contains("Rg1_1 d1 s1 20000.0"), held);
    assertFalse(held.contains(" 0.0\nR") || held.contains("Rr") || held.contains("Rs"), held);
  }

  @Test
  void idealWiresMultiply() {
    List<Double> currents = currents(CrossbarWires.ideal(), TWO_BY_TWO, INPUT);
    assertEquals(0.2 * 1e-4 - 0.1 * 2e-5, currents.get(0), 1e-19);
    assertEquals(-0.1 * 5e-5, currents.get(1), 1e-19);
  }

  @Test
  void oneCellIsAChainOfResistors() {
    CrossbarCells.Ohmic cell = new CrossbarCells.Ohmic(1, 1, new double[] {1e-3});
    assertEquals(0.3 / (1000 + 7 + 11 + 13 + 17), currents(wires(7, 11, 13, 17), cell, 0.3).getFirst(), 1e-18);
  }

  /// Rows of one column are resistors to a ladder; the far row sees one segment more.
  @Test
  void twoRowsOfOneColumn() {
    CrossbarCells.Ohmic column = new CrossbarCells.Ohmic(2, 1, new double[] {1e-3, 2e-3});
    double far = 1 / (1e3 + 5 + 5);
    double near = 1 / (5e2 + 5);
    double nodeV = (0.3 * far + 0.1 * near) / (far + near + 1 / 5.0);
    assertEquals(nodeV / 5, currents(wires(5, 5, 0, 0), column, 0.3, 0.1).getFirst(), 1e-17);
  }

  @Test
  void sinhCellsAreSourcesWithClampedArguments() {
    CrossbarCells.Sinh cells = new CrossbarCells.Sinh(1, 2, new double[] {1e-5, 0}, sinh(0.5));
    String text = elements(
        CrossbarNetlist.of(wires(1, 1, 0, 0), cells, new double[] {1}, OperatingPoint.standard(), Order.FORWARD));
    assertTrue(
        text.contains("Bg0_0 r0_0 c0_0 i=5.0E-6*sinh(min(max(v(r0_0,c0_0)*2.0,-40.0),40.0))") && !text.contains("Bg0_1"),
        text);
  }

  @Test
  void idealWiresApplyTheSinhLaw() {
    CrossbarCells.Sinh cells = new CrossbarCells.Sinh(2, 1, new double[] {1e-5, 4e-5}, sinh(0.5));
    double expected = 1e-5 * 0.5 * Math.sinh(0.8 / 0.5) + 4e-5 * 0.5 * Math.sinh(-0.3 / 0.5);
    assertEquals(1, currents(CrossbarWires.ideal(), cells, 0.8, -0.3).getFirst() / expected, 1e-10);
    double far = currents(CrossbarWires.ideal(), cells, 25, 0).getFirst();
    assertEquals(1, far / (1e-5 * 0.5 * Math.sinh(40)), 1e-10, "an argument of 50 counts as 40");
  }

  @Test
  void tablesAreLinearBetweenTheirPointsAndBeyond() {
    CrossbarCells.Table cells = new CrossbarCells.Table(
        1, 2, new double[] {-1, 0, 0.5}, new double[] {-1e-4, 0, 1e-5, -4e-6, -1e-6, 0});
    for (double volt : new double[] {-1.5, -0.25, 0, 0.25, 0.75}) {
      List<Double> currents = currents(CrossbarWires.ideal(), cells, volt);
      assertEquals(volt < 0 ? 1e-4 * volt : 2e-5 * volt, currents.get(0), 1e-14);
      assertEquals(volt < 0 ? -1e-6 + 3e-6 * volt : -1e-6 + 2e-6 * volt, currents.get(1), 1e-16);
      assertEquals(cells.currentA(0, 0, volt), currents.get(0), 1e-14);
      assertEquals(cells.currentA(0, 1, volt), currents.get(1), 1e-16);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new CrossbarCells.Table(1, 1, new double[] {0, 1}, new double[] {1e-6, 0}));
  }

  /// A row of one cell with a capacitor on either side of it, far slower than its wires: R_c·C is the time constant.
  @Test
  void aStepChargesTheCapacitances() {
    CrossbarWires wires = new CrossbarWires(0, 0, 0, 1e6, 1e-15, 2e-15, CrossbarEnd.FIRST, CrossbarEnd.LAST);
    CrossbarCells.Ohmic cell = new CrossbarCells.Ohmic(1, 1, new double[] {1e-6});
    Netlist<Transient> netlist =
        CrossbarNetlist.of(wires, cell, new double[] {0.4}, Transient.until(5e-9), Order.FORWARD);
    assertFalse(netlist.text().contains("Cr0_0"), "the source holds the row's node");
    Waveform current = NGSPICE.waveforms(netlist).getFirst();
    double timeConstantS = 2e-15 / 2e-6;
    for (double timeS : new double[] {0, 2e-10, 1e-9, 4e-9}) {
      assertEquals(0.2e-6 * -Math.expm1(-timeS / timeConstantS), current.at(timeS), 1e-6 * 0.2e-6);
    }
  }

  @Test
  void theOrderOfElementsChangesOnlyTheRounding() {
    double[] conductanceS = new double[20 * 30];
    for (int k = 0; k < conductanceS.length; k++) {
      conductanceS[k] = 1e-6 * (1 + k * 37 % 100);
    }
    double[] inputV = new double[20];
    for (int i = 0; i < inputV.length; i++) {
      inputV[i] = 0.01 * i;
    }
    CrossbarCells.Ohmic cells = new CrossbarCells.Ohmic(20, 30, conductanceS);
    CrossbarWires wires = wires(3, 2, 0, 10);
    List<Double> forward = currents(wires, cells, inputV);
    List<Double> backward = NGSPICE.operatingPoint(
        CrossbarNetlist.of(wires, cells, inputV, OperatingPoint.standard(), Order.BACKWARD));
    for (int j = 0; j < forward.size(); j++) {
      assertEquals(1, backward.get(j) / forward.get(j), 1e-12);
    }
  }

  @Test
  void refusesNonsense() {
    OperatingPoint op = OperatingPoint.standard();
    CrossbarWires wires = CrossbarWires.ideal();
    for (double[] input : List.of(new double[1], new double[] {0, Double.NaN})) {
      assertThrows(
          IllegalArgumentException.class, () -> CrossbarNetlist.of(wires, TWO_BY_TWO, input, op, Order.FORWARD));
    }
    CrossbarCells.Ohmic large = new CrossbarCells.Ohmic(1025, 1024, new double[1025 * 1024]);
    assertThrows(
        IllegalArgumentException.class, () -> CrossbarNetlist.of(wires, large, new double[1025], op, Order.FORWARD));
    assertThrows(IllegalArgumentException.class, () -> new CrossbarCells.Ohmic(2, 2, new double[3]));
    assertThrows(IllegalArgumentException.class, () -> new CrossbarCells.Ohmic(1, 1, new double[] {-1e-6}));
    assertThrows(IllegalArgumentException.class, () -> new OperatingPoint(0));
  }
}
