package io.matchline.programming;

import static io.matchline.programming.CellBench.CELLS;
import static io.matchline.programming.CellBench.PATCH;
import static io.matchline.programming.CellBench.ageing;
import static io.matchline.programming.CellBench.all;
import static io.matchline.programming.CellBench.assertNormal;
import static io.matchline.programming.CellBench.difference;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.device.AnalogRramHfo2;
import io.matchline.device.AnalogStates;
import io.matchline.device.ConductanceWindow;
import io.matchline.device.FlickerLaw;
import io.matchline.device.PcmDrift;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.RramRelaxation;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.noise.CellNoise;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgedCellsTest {
  private static final ConductanceWindow PCM = new ConductanceWindow(0, 25e-6);
  private static final ConductanceWindow RRAM = new ConductanceWindow(0, 40e-6);

  private static AgedCells age(AnalogStates device, ProgrammedCells cells, double elapsedS) {
    return AgedCells.of(cells, device.laws(), sources(CellNoise.ALL), elapsedS);
  }

  /// −ln(g(t)/g) / ln(t/20 s) is ν. By hand: x = 0.1: 0.0244 + 0.0155·2.302585 = 0.0600901, −0.0059 + 0.0125·2.302585 =
  /// 0.0228823; x = 1: both at their lower limits; x = 0.001: both at their upper ones.
  @ParameterizedTest
  @CsvSource({"2.5e-6, 0.06009007, 0.02288231", "25e-6, 0.049, 0.008", "2.5e-8, 0.1, 0.045"})
  void phaseChangeCellsDriftByThePowerLaw(double targetS, double meanNu, double sigmaNu) {
    AnalogStates device = ageing(PCM, ProgrammingLaw.NONE, new PcmDrift());
    ProgrammedCells cells = program(device, targetS, CellNoise.ALL);
    for (double elapsedS : new double[] {60, 86_400, 3.15e7}) {
      double[] agedS = age(device, cells, elapsedS).conductanceS();
      double[] nu = IntStream.range(0, CELLS)
          .mapToDouble(i -> -StrictMath.log(agedS[i] / targetS) / StrictMath.log(elapsedS / 20)).toArray();
      assertNormal(meanNu, sigmaNu, nu);
    }
  }

  /// The polynomials at x = 0.5, by hand: 1 s 0.348 + 8.015 − 10.96325 + 5.674125 − 1.0509375; 1 day 0.701 + 11.043 −
  /// 12.69325 + 5.886875 − 1.028625; 2 days 0.782 + 10.137 − 10.87675 + 4.63275 − 0.745875.
  @ParameterizedTest
  @CsvSource({"1, 2.0229375", "86400, 3.909", "172800, 3.929125"})
  void resistiveCellsRelaxByThePolynomials(double elapsedS, double sigmaMicroS) {
    AnalogStates device = ageing(RRAM, ProgrammingLaw.NONE, new RramRelaxation());
    ProgrammedCells cells = program(device, 20e-6, CellNoise.ALL);
    assertNormal(20e-6, sigmaMicroS * 1e-6, age(device, cells, elapsedS).conductanceS());
  }

  /// The programming law is already the state after one second; together they have the spread of the polynomial.
  @Test
  void programmingSpreadIsNotAddedTwice() {
    AnalogStates device = ageing(RRAM, ProgrammingLaw.WAN, new RramRelaxation());
    ProgrammedCells cells = program(device, 20e-6, CellNoise.ALL);
    double[] agedS = age(device, cells, 86_400).conductanceS();
    assertNormal(20e-6, 3.909e-6, agedS);
    double addedS = 1e-6 * Math.sqrt(3.909 * 3.909 - 2.3618 * 2.3618);
    assertNormal(0, addedS, difference(agedS, cells.conductanceS()));
    CellProgrammer verified = new CellProgrammer(device, new WriteVerify(1e-9, 2, 0), sources(CellNoise.NONE));
    ProgrammedCells exact = verified.program(PATCH, all(20e-6), 0);
    assertNormal(20e-6, 3.909e-6, age(device, exact, 86_400).conductanceS());
  }

  /// Halfway between 1 s and 1 day in ln t.
  @Test
  void relaxationIsInterpolatedInTheLogarithmOfTime() {
    double elapsedS = Math.sqrt(86_400);
    assertEquals((2.0229375 + 3.909) / 2 * 1e-6, RramRelaxation.sigmaS(20e-6, elapsedS), 1e-15);
  }

  @Test
  void nothingHasChangedAtTheStart() {
    AnalogStates pcm = ageing(PCM, ProgrammingLaw.PCM, new PcmDrift());
    AnalogStates rram = ageing(RRAM, ProgrammingLaw.WAN, new RramRelaxation());
    for (AnalogStates device : new AnalogStates[] {pcm, rram}) {
      ProgrammedCells cells = program(device, 10e-6, CellNoise.ALL);
      assertArrayEquals(cells.conductanceS(), age(device, cells, 0).conductanceS());
    }
    ProgrammedCells cells = program(pcm, 10e-6, CellNoise.ALL);
    assertArrayEquals(cells.conductanceS(), age(pcm, cells, 20).conductanceS());
  }

  /// Switched off, every cell changes like the mean.
  @Test
  void withoutSpreadCellsDriftTogether() {
    AnalogStates device = ageing(PCM, ProgrammingLaw.NONE, new PcmDrift());
    ProgrammedCells cells = program(device, 25e-6, CellNoise.NONE);
    AgedCells aged = AgedCells.of(cells, device.laws(), sources(CellNoise.NONE), 2000);
    for (double g : aged.conductanceS()) {
      assertEquals(25e-6 * Math.pow(100, -0.049), g, 1e-18);
    }
  }

  @Test
  void stuckCellsDoNotAge() {
    AnalogStates device = new AnalogStates("bench", PCM, Optional.empty(), 0, 0, ProgrammingLaw.NONE,
        new Variation(0, 0, 1, 0), new PcmDrift(), FlickerLaw.NONE, ReadNoise.NONE,
        TelegraphNoise.NONE);
    ProgrammedCells cells = program(device, 10e-6, CellNoise.ALL);
    assertArrayEquals(all(25e-6), age(device, cells, 1e6).conductanceS());
  }

  /// A cell outside the window in which ageing was measured stays as it is.
  @Test
  void cellsSwitchedOffDoNotAge() {
    AnalogStates device = new AnalogStates("bench", new ConductanceWindow(1e-6, 25e-6),
        Optional.of(new ConductanceWindow(0, 1e-9)), 0, 0, ProgrammingLaw.NONE, Variation.NONE, new PcmDrift(),
        FlickerLaw.NONE, ReadNoise.NONE, TelegraphNoise.NONE);
    assertArrayEquals(all(1e-9), age(device, program(device, 1e-9, CellNoise.ALL), 1e6).conductanceS());
  }

  @Test
  void timesThatWereNotMeasuredAreRejected() {
    AnalogStates pcm = ageing(PCM, ProgrammingLaw.NONE, new PcmDrift());
    ProgrammedCells cells = program(pcm, 10e-6, CellNoise.NONE);
    assertThrows(IllegalArgumentException.class, () -> age(pcm, cells, 19));
    assertThrows(IllegalArgumentException.class, () -> age(pcm, cells, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> age(pcm, cells, Double.POSITIVE_INFINITY));
    AnalogStates rram = ageing(RRAM, ProgrammingLaw.NONE, new RramRelaxation());
    assertThrows(IllegalArgumentException.class, () -> age(rram, cells, 0.5));
    var e = assertThrows(IllegalArgumentException.class, () -> age(rram, cells, 2e5));
    assertEquals(
        "a time of 200 ks after programming is outside 1 s … 172.8 ks, where the relaxation of rram-wan is known "
            + "(0 s: as programmed)",
        e.getMessage());
    AnalogStates hfo2 =
        new AnalogRramHfo2(50e-6, 225e-6, 1e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
    ProgrammedCells programmed = program(hfo2, 1e-4, CellNoise.ALL);
    assertArrayEquals(programmed.conductanceS(), age(hfo2, programmed, 0).conductanceS());
    var unknown = assertThrows(IllegalArgumentException.class, () -> age(hfo2, programmed, 10));
    assertEquals(
        "a time of 10.0 s after programming: nothing is known about the ageing of rram-hfo2, only 0 s is",
        unknown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> RramRelaxation.sigmaS(41e-6, 1));
    assertThrows(IllegalArgumentException.class, () -> PcmDrift.meanExponent(26e-6));
    assertThrows(IllegalArgumentException.class, () -> PcmDrift.exponentSpread(-1e-9));
  }
}
