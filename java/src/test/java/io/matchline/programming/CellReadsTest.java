package io.matchline.programming;

import static io.matchline.programming.CellBench.CELLS;
import static io.matchline.programming.CellBench.Z_LIMIT;
import static io.matchline.programming.CellBench.all;
import static io.matchline.programming.CellBench.assertMean;
import static io.matchline.programming.CellBench.assertNormal;
import static io.matchline.programming.CellBench.difference;
import static io.matchline.programming.CellBench.mean;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.reading;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.device.AnalogStates;
import io.matchline.device.FlickerLaw;
import io.matchline.device.Fluctuation;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.noise.CellNoise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellReadsTest {
  private static final double TARGET_S = 10e-6;

  private static CellReads reads(AnalogStates device, CellNoise noise, double elapsedS) {
    AgedCells cells = AgedCells.of(program(device, TARGET_S, CellNoise.NONE), device.laws(), sources(noise), elapsedS);
    return new CellReads(cells, device.laws(), sources(noise));
  }

  private static double[] read(CellReads reads, int multiplication) {
    double[] conductanceS = new double[CELLS];
    reads.read(multiplication, conductanceS);
    return conductanceS;
  }

  /// 3 % of 10 µS and 0.4 µS: σ = 0.5 µS, anew at every multiplication.
  @Test
  void readNoiseIsNormalAndFresh() {
    CellReads reads = reads(reading(FlickerLaw.NONE, new ReadNoise(0.03, 0.4e-6), TelegraphNoise.NONE), CellNoise.ALL, 0);
    assertNormal(TARGET_S, 0.5e-6, read(reads, 0));
    assertNormal(0, 0.5e-6 * Math.sqrt(2), difference(read(reads, 1), read(reads, 0)));
    assertArrayEquals(read(reads, 4), read(reads, 4));
    assertTrue(reads.isNormal());
    assertTrue(Arrays.stream(reads.sigmaS()).allMatch(s -> Math.abs(s - 0.5e-6) < 1e-18));
  }

  /// ln σ[µS] of a cell is normal around 0.782 ln 10 − 5 = −3.199379 with 0.5, and stays; reads over σ are standard normal
  /// and fresh.
  @Test
  void fluctuationsAreLogNormalFromCellToCell() {
    ReadNoise noise = new ReadNoise(0, 0, new Fluctuation.PowerLaw(0.782, -5, 0.5));
    CellReads reads = reads(reading(FlickerLaw.NONE, noise, TelegraphNoise.NONE), CellNoise.ALL, 0);
    double[] sigmaS = reads.sigmaS();
    assertNormal(-3.199379, 0.5, Arrays.stream(sigmaS).map(s -> Math.log(1e6 * s)).toArray());
    double[] first = read(reads, 0);
    double[] second = read(reads, 1);
    double[] z = new double[CELLS];
    Arrays.setAll(z, i -> (first[i] - TARGET_S) / sigmaS[i]);
    assertNormal(0, 1, z);
    Arrays.setAll(z, i -> (second[i] - first[i]) / sigmaS[i] / Math.sqrt(2));
    assertNormal(0, 1, z);
    assertTrue(reads.isNormal());
    CellNoise quiet = new CellNoise(true, true, true, true, true, false, true, true);
    assertArrayEquals(all(TARGET_S), read(reads(reading(FlickerLaw.NONE, noise, TelegraphNoise.NONE), quiet, 0), 0));
  }

  /// exp(0.782 ln 150 − 2.168) = 5.756426 µS.
  @Test
  void theStandardFluctuationIsThatOfItsFormula() {
    Fluctuation law = new Fluctuation.PowerLaw(0.782, -2.168, 1);
    assertEquals(5.756426e-6, law.sigmaS(150e-6, 0), 1e-12);
    assertEquals(5.756426e-6 * Math.E, law.sigmaS(150e-6, 1), 1e-11);
    assertEquals(0, law.sigmaS(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Fluctuation.PowerLaw(0, 0, 1));
  }

  /// x = 0.4: Q = 0.0088 / 0.4^0.65 = 0.01596407; after 1000 s ln(2e9) = 21.4164 gives σ = 0.0738783.
  @Test
  void flickerFollowsItsLaw() {
    assertEquals(0.0738783, FlickerLaw.PCM.relativeSigma(TARGET_S, 1000), 1e-7);
    assertEquals(0, FlickerLaw.PCM.relativeSigma(TARGET_S, 200e-9));
    assertEquals(0.2 * Math.sqrt(Math.log(2e9)), FlickerLaw.PCM.relativeSigma(0, 1000), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> FlickerLaw.PCM.relativeSigma(26e-6, 1));
    assertThrows(IllegalArgumentException.class, () -> FlickerLaw.PCM.relativeSigma(TARGET_S, -1));
    CellReads reads = reads(reading(FlickerLaw.PCM, ReadNoise.NONE, TelegraphNoise.NONE), CellNoise.ALL, 1000);
    assertNormal(TARGET_S, 0.0738783 * TARGET_S, read(reads, 0));
    assertEquals(0.0738783 * TARGET_S, reads.sigmaS()[17], 1e-7 * TARGET_S);
  }

  /// 40 % of the cells have a trap, occupied a quarter of the time; ln of the amplitude is normal around ln 5 %.
  @Test
  void telegraphNoiseHasTwoStatesAndLogNormalAmplitudes() {
    CellReads reads = reads(reading(FlickerLaw.NONE, ReadNoise.NONE, new TelegraphNoise(0.4, 0.25, 0.05, 0.3, 0)),
        CellNoise.ALL, 0);
    double[] lowestS = all(TARGET_S);
    int[] occupied = new int[CELLS];
    int reading = 40;
    for (int m = 0; m < reading; m++) {
      double[] g = read(reads, m);
      for (int i = 0; i < CELLS; i++) {
        assertTrue(g[i] == TARGET_S || lowestS[i] == TARGET_S || g[i] == lowestS[i], "a third state of cell " + i);
        lowestS[i] = Math.min(lowestS[i], g[i]);
        occupied[i] += g[i] < TARGET_S ? 1 : 0;
      }
    }
    double[] ln = Arrays.stream(lowestS).filter(g -> g < TARGET_S).map(g -> StrictMath.log(1 - g / TARGET_S)).toArray();
    double seen = 0.4 * (1 - Math.pow(0.75, reading));
    assertEquals(seen * CELLS, ln.length, Z_LIMIT * Math.sqrt(seen * (1 - seen) * CELLS));
    assertNormal(StrictMath.log(0.05), 0.3, ln);
    double[] share = Arrays.stream(occupied).mapToDouble(n -> (double) n / reading).toArray();
    double variance = 0.4 * (0.25 * 0.75 / reading + 0.25 * 0.25) - 0.1 * 0.1;
    assertMean(0.1, Math.sqrt(variance), share);
    assertFalse(reads.isNormal());
  }

  /// E[G] = G (1 − cells · occupied · median · exp(spread²/2)).
  @Test
  void telegraphNoiseLowersTheMean() {
    CellReads reads = reads(reading(FlickerLaw.NONE, ReadNoise.NONE, new TelegraphNoise(1, 0.5, 0.05, 0.3, 0)),
        CellNoise.ALL, 0);
    double amplitude = 0.05 * Math.exp(0.045);
    double meanSquare = 0.5 * 0.05 * 0.05 * Math.exp(0.18);
    double sigmaS = TARGET_S * Math.sqrt(meanSquare - 0.25 * amplitude * amplitude);
    assertMean(TARGET_S * (1 - 0.5 * amplitude), sigmaS, read(reads, 0));
    assertEquals(1, new TelegraphNoise(1, 1, 0.5, 3, 0).amplitude(0.5, 4));
    assertThrows(IllegalArgumentException.class, () -> new TelegraphNoise(1.5, 0.5, 0.05, 0.3, 0));
    assertThrows(IllegalArgumentException.class, () -> new ReadNoise(0, Double.NaN));
  }

  @Test
  void everySwitchIsItsOwn() {
    AnalogStates device = reading(FlickerLaw.PCM, new ReadNoise(0.03, 0), new TelegraphNoise(0.5, 0.5, 0.05, 0.3, 0));
    double[] quiet = all(TARGET_S);
    assertArrayEquals(quiet, read(reads(device, CellNoise.NONE, 1000), 0));
    assertNormal(TARGET_S, 0.03 * TARGET_S, read(reads(device, only(5), 1000), 0));
    assertNormal(TARGET_S, 0.0738783 * TARGET_S, read(reads(device, only(6), 1000), 0));
    double[] telegraph = read(reads(device, only(7), 1000), 0);
    assertEquals(0.25 * CELLS, Arrays.stream(telegraph).filter(g -> g < TARGET_S).count(),
        Z_LIMIT * Math.sqrt(0.25 * 0.75 * CELLS));
    assertArrayEquals(quiet, read(reads(device, only(0), 1000), 0));
    assertEquals(TARGET_S, mean(quiet), 1e-18);
  }

  private static CellNoise only(int on) {
    return new CellNoise(on == 0, on == 1, on == 2, on == 3, on == 4, on == 5, on == 6, on == 7);
  }
}
