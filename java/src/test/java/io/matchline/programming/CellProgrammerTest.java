package io.matchline.programming;

import static io.matchline.programming.CellBench.CELLS;
import static io.matchline.programming.CellBench.PATCH;
import static io.matchline.programming.CellBench.Z_LIMIT;
import static io.matchline.programming.CellBench.all;
import static io.matchline.programming.CellBench.assertMean;
import static io.matchline.programming.CellBench.assertNormal;
import static io.matchline.programming.CellBench.deviation;
import static io.matchline.programming.CellBench.device;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.device.AnalogRramHfo2;
import io.matchline.device.AnalogStates;
import io.matchline.device.Pcm;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.RramWan;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoise;
import io.matchline.noise.CellNoiseSources;
import io.matchline.noise.NoiseFields;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellProgrammerTest {
  private static AnalogStates preset(String model) {
    return switch (model) {
      case "rram-hfo2" ->
          new AnalogRramHfo2(50e-6, 225e-6, 1e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
      case "rram-wan" -> new RramWan(0, 40e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
      default -> new Pcm(0, 25e-6, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
    };
  }

  /// σ worked out by hand from the published polynomials: Milo 4.782 − 0.009107·100; Wan at 20 µS 1.2288 − 4.668 + 4.748
  /// + 1.053; pcm at x = 0.6 0.26348 + 1.179 − 0.422316.
  @ParameterizedTest
  @CsvSource({
    "rram-hfo2, 50e-6, 4.32665e-6", "rram-hfo2, 100e-6, 3.8713e-6", "rram-hfo2, 225e-6, 2.732925e-6",
    "rram-wan, 20e-6, 2.3618e-6", "rram-wan, 40e-6, 1.7074e-6", "pcm, 15e-6, 1.020164e-6", "pcm, 25e-6, 1.05538e-6"
  })
  void cellsScatterAroundTheirTargetByTheLaw(String model, double targetS, double sigmaS) {
    ProgrammedCells cells = program(preset(model), targetS, CellNoise.ALL);
    assertNormal(targetS, sigmaS, cells.conductanceS());
    assertEquals(CELLS, cells.totalPulses());
  }

  /// A target of 0 S leaves the upper half of a normal distribution: mean σ/√(2π), E[G²] = σ²/2.
  @ParameterizedTest
  @CsvSource({"rram-wan, 1.053e-6", "pcm, 0.26348e-6"})
  void conductancesStopAtZero(String model, double sigmaS) {
    double[] got = program(preset(model), 0, CellNoise.ALL).conductanceS();
    double meanS = sigmaS / Math.sqrt(2 * Math.PI);
    assertMean(meanS, Math.sqrt(sigmaS * sigmaS / 2 - meanS * meanS), got);
    assertTrue(Arrays.stream(got).allMatch(g -> g >= 0));
    double zeros = Arrays.stream(got).filter(g -> g == 0).count();
    assertEquals(0.5 * CELLS, zeros, Z_LIMIT * Math.sqrt(0.25 * CELLS));
  }

  @Test
  void logNormalSpreadsAddInTheLogarithm() {
    AnalogStates device = device(ProgrammingLaw.NONE, new Variation(0.08, 0.06, 0, 0));
    double[] ln = Arrays.stream(program(device, 1e-4, CellNoise.ALL).conductanceS())
        .map(g -> StrictMath.log(g / 1e-4)).toArray();
    assertNormal(0, 0.1, ln);
  }

  /// A device keeps its own deviation over writes and gets a new one of the cycle.
  @Test
  void everyWriteIsDrawnAnew() {
    AnalogStates device = device(ProgrammingLaw.NONE, new Variation(0.08, 0.06, 0, 0));
    CellProgrammer programmer = new CellProgrammer(device, WriteVerify.ONCE, sources(CellNoise.ALL));
    double[] first = programmer.program(PATCH, all(1e-4), 0).conductanceS();
    double[] second = programmer.program(PATCH, all(1e-4), 1).conductanceS();
    double[] change = IntStream.range(0, CELLS).mapToDouble(i -> StrictMath.log(second[i] / first[i])).toArray();
    assertNormal(0, 0.06 * Math.sqrt(2), change);
    assertArrayEquals(first, programmer.program(PATCH, all(1e-4), 0).conductanceS());
  }

  /// 1 % stuck at the highest conductance, 9 % switched off for good.
  @Test
  void stuckCellsAreAsManyAsStated() {
    AnalogStates device = new AnalogRramHfo2(50e-6, 225e-6, 2e-6, 0, new Variation(0, 0, 0.01, 0.09), ReadNoise.NONE,
        TelegraphNoise.NONE).states();
    ProgrammedCells cells = program(device, 100e-6, new CellNoise(true, true, false, true, true, true, true, true));
    long high = Arrays.stream(cells.conductanceS()).filter(g -> g == 225e-6).count();
    long off = Arrays.stream(cells.conductanceS()).filter(g -> g == 2e-6).count();
    assertEquals(0.01 * CELLS, high, Z_LIMIT * Math.sqrt(CELLS * 0.01 * 0.99));
    assertEquals(0.09 * CELLS, off, Z_LIMIT * Math.sqrt(CELLS * 0.09 * 0.91));
    assertEquals(high + off, cells.stuck().cardinality());
    assertEquals(CELLS - high - off, Arrays.stream(cells.conductanceS()).filter(g -> g == 100e-6).count());
  }

  @Test
  void offCellsHaveNoProgrammingSpread() {
    assertTrue(Arrays.stream(program(preset("rram-hfo2"), 1e-6, CellNoise.ALL).conductanceS()).allMatch(g -> g == 1e-6));
  }

  @Test
  void withoutNoiseEveryCellIsItsTarget() {
    AnalogStates device = device(ProgrammingLaw.NONE, new Variation(0.5, 0.5, 0.3, 0.3));
    assertArrayEquals(all(1e-4), program(device, 1e-4, CellNoise.NONE).conductanceS());
  }

  /// With its own switch off, a source changes nothing, whatever its size.
  @Test
  void everySwitchIsItsOwn() {
    AnalogStates device = device(t -> 0.05 * t, new Variation(0.1, 0.1, 0.1, 0.1));
    double[] none = program(device, 1e-4, CellNoise.NONE).conductanceS();
    assertFalse(Arrays.equals(none, program(device, 1e-4, only(0)).conductanceS()));
    assertFalse(Arrays.equals(none, program(device, 1e-4, only(1)).conductanceS()));
    assertNormal(1e-4, 5e-6, program(device, 1e-4, only(2)).conductanceS());
    assertEquals(0.2 * CELLS, program(device, 1e-4, only(3)).stuck().cardinality(), Z_LIMIT * Math.sqrt(0.16 * CELLS));
    for (int other = 4; other < 8; other++) {
      assertArrayEquals(none, program(device, 1e-4, only(other)).conductanceS());
    }
    double spread = deviation(Arrays.stream(program(device, 1e-4, only(0)).conductanceS()).map(Math::log).toArray());
    assertEquals(0.1, spread, Z_LIMIT * 0.1 / Math.sqrt(2.0 * CELLS));
  }

  private static CellNoise only(int on) {
    return new CellNoise(on == 0, on == 1, on == 2, on == 3, on == 4, on == 5, on == 6, on == 7);
  }

  /// Cut into parts, on another backend: the same bits.
  @Test
  void partsAndBackendsGiveTheSameCells() {
    AnalogStates device = device(t -> 0.05 * t, new Variation(0.1, 0.1, 0.1, 0.1));
    WriteVerify method = new WriteVerify(5e-6, 8, 0.2);
    double[] targets = IntStream.range(0, 6 * 50).mapToDouble(i -> 1e-4 + 1e-7 * i).toArray();
    ProgrammedCells whole = new CellProgrammer(device, method, sources(CellNoise.ALL))
        .program(new Patch(10, 6, 30, 50), targets, 2);
    CellNoiseSources java =
        new CellNoiseSources(CellNoise.ALL, new NoiseFields(Backends.open(Backend.JAVA), 2026), 5);
    for (int row = 0; row < 6; row++) {
      double[] part = Arrays.copyOfRange(targets, 50 * row, 50 * row + 50);
      ProgrammedCells cells =
          new CellProgrammer(device, method, java).program(new Patch(10 + row, 1, 30, 50), part, 2);
      assertArrayEquals(
          Arrays.copyOfRange(whole.conductanceS(), 50 * row, 50 * row + 50), cells.conductanceS(), "row " + row);
      assertArrayEquals(Arrays.copyOfRange(whole.pulses(), 50 * row, 50 * row + 50), cells.pulses(), "row " + row);
    }
  }

  @Test
  void everyTargetOutsideTheWindowIsNamed() {
    CellProgrammer programmer = new CellProgrammer(preset("rram-hfo2"), WriteVerify.ONCE, sources(CellNoise.ALL));
    double[] targets = {1e-4, 3e-5, 1e-6, Double.NaN};
    var e = assertThrows(
        InvalidInputException.class, () -> programmer.program(new Patch(7, 2, 4, 2), targets, 0));
    String rule = " S is outside 100 nS … 10 µS and 50 µS … 225 µS, the window of rram-hfo2";
    assertEquals(
        "row 7, column 5: a target of 3.0E-5" + rule + "\nrow 8, column 5: a target of NaN" + rule, e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> programmer.program(new Patch(0, 2, 0, 3), targets, 0));
  }
}
