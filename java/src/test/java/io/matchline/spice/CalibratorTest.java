package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.tcam.CellCurves;
import io.matchline.tcam.CellRising;
import io.matchline.tcam.RiseCurves;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calibration of cells whose answers have closed forms. Needs ngspice.
class CalibratorTest {
  private static final NgspiceRunner NGSPICE = new NgspiceRunner();
  private static final CellBias BIAS = new CellBias(NGSPICE, CellBias.STANDARD_FREQUENCY_HZ);
  private static final double RISE_S = 20e-12;

  /// A switch that closes at 0.4 V on SLB, and 0.3 fF.
  private static final String SWITCHED = """
      .model gate sw vt=0.4 vh=0 ron=10k roff=1g
      .subckt switched ml sl slb
      S1 ml 0 slb 0 gate
      Cml ml 0 0.3f
      .ends
      """;

  private static LineDesign design(String text, String name, double wireOhm) {
    MatchLine line = new MatchLine(16, SenseEnd.FAR, wireOhm, 1e-16, 2e-15, 0, 1, 0);
    return new LineDesign("test", line, new CellCircuit(name, text), 1, RISE_S, List.of(0.5));
  }

  private static Calibration calibrate(LineDesign design) {
    Calibrator calibrator = new Calibrator(NGSPICE, BIAS);
    return calibrator.of(design, calibrator.tables(design));
  }

  @Test
  void theCurvesOfAnOhmicCellAreItsElements() {
    CellCurves curves = BIAS.curves(new CellCircuit("switched", SWITCHED), 1, 1.5, 1);
    for (int k = 0; k < curves.voltV().size(); k++) {
      double volt = curves.voltV().get(k);
      assertEquals(volt / 10e3, curves.mismatchA().get(k), 1e-9 * volt + 1e-15);
      assertEquals(volt / 1e9, curves.matchA().get(k), 1e-6 * volt / 1e9 + 2e-12 * volt);
      assertEquals(0.3e-15, curves.mismatchF().get(k), 1e-20);
      assertEquals(0.3e-15, curves.matchF().get(k), 1e-20);
    }
    assertEquals(1.5, curves.voltV().getLast());
  }

  /// A node behind 2 MΩ stands still at the precharge for the time of a search, one behind 10 kΩ follows.
  @Test
  void whatSettlesSlowlyIsCurrentAndNoCapacitance() {
    String slow = """
        .subckt slow ml sl slb
        Cml ml 0 0.3f
        Rfast ml fast 10k
        Cfast fast 0 0.2f
        Rslow ml slow 2meg
        Cslow slow 0 0.3f
        .ends
        """;
    CellCurves curves = BIAS.curves(new CellCircuit("slow", slow), 1, 1.5, 1);
    for (int k = 0; k < curves.voltV().size(); k++) {
      double standingA = (curves.voltV().get(k) - 1) / 2e6;
      assertEquals(standingA, curves.mismatchA().get(k), 0.04 * Math.abs(standingA) + 1e-12);
      assertEquals(0.5e-15, curves.mismatchF().get(k), 0.01e-15);
      assertEquals(curves.matchF().get(k), curves.mismatchF().get(k), 1e-20);
    }
  }

  /// Nothing couples, and every switch closes when its search line passes 0.4 V: what the steps of the rise see of that is
  /// up to the fit.
  @Test
  void switchesStartFromThePrechargeAtTheirThreshold() {
    Calibration calibration = calibrate(design(SWITCHED, "switched", 2));
    assertEquals(1, calibration.start().voltV());
    assertEquals(0, calibration.start().offsetS());
    CellRising rise = calibration.start().rise().orElseThrow();
    assertEquals(RISE_S, rise.durationS());
    assertEquals(0, rise.matchC(), 5e-3 * 0.4e-15);
    assertTrue(calibration.worstCrossing() < 1e-3, calibration.toString());
    assertFalse(calibration.beforeRise());
  }

  /// 0.2 fF from the rising search line take as much charge as the line had.
  @Test
  void aCouplingCapacitorIsInTheTableOfTheRise() {
    String coupled = SWITCHED.replace("Cml ml 0 0.3f", "Cml ml 0 0.3f\nCk1 ml sl 0.2f\nCk2 ml slb 0.2f");
    Calibration calibration = calibrate(design(coupled, "switched", 0));
    CellRising rise = calibration.start().rise().orElseThrow();
    int moments = rise.curves().moments().size();
    for (int m = 0; m < moments; m++) {
      RiseCurves.Moment moment = rise.curves().moments().get(m);
      for (int k = 0; k < rise.curves().voltV().size(); k++) {
        double chargeC = 0.7e-15 * (rise.curves().voltV().get(k) - 1) - 0.2e-15 * m / (moments - 1);
        assertEquals(chargeC, moment.matchC().get(k), 1e-6 * 0.7e-15);
        assertEquals(chargeC, moment.mismatchC().get(k), 1e-6 * 0.7e-15);
      }
    }
    assertEquals(0, rise.matchC(), 1e-18);
  }

  @Test
  void aCellThatNeverFallsSaysSo() {
    String idle = ".subckt idle ml sl slb\nCml ml 0 0.3f\nRl ml up 10k\nVup up 0 0.8\n.ends\n";
    var problem =
        assertThrows(SpiceException.class, () -> calibrate(design(idle, "idle", 1)));
    assertTrue(problem.getMessage().contains("does not fall to 0.5 V"), problem.getMessage());
  }

  @Test
  void aMissingSubcircuitIsNamed() {
    var problem =
        assertThrows(SpiceException.class, () -> calibrate(design(SWITCHED, "swiched", 1)));
    assertTrue(problem.getMessage().contains("swiched"), problem.getMessage());
  }

  @Test
  void mismatchesAreSpreadOverTheLine() {
    assertEquals("0010001000100010", Calibrator.spread(16, 4));
    assertEquals("0001000", Calibrator.spread(7, 1));
    assertEquals("111", Calibrator.spread(3, 4));
  }
}
