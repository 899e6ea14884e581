package io.matchline.periphery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadoutTest {
  private static final double LOW_S = 1e-6;
  private static final double SPAN_S = 99e-6;

  private static AdcSettings settings(int bits, Subtraction where, int share) {
    return new AdcSettings(bits, new RangeRule.Calibrated(1), where, share, 0, 0, 0, 0);
  }

  private static List<Adc> same(Readout readout, AdcScale scale) {
    return Collections.nCopies(readout.converters(), new Adc(scale, AdcErrors.NONE));
  }

  private static double[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, j -> 2 * random.nextDouble() - 1);
    }
    return values;
  }

  /// Currents of the columns of a tile without wires: Σ G·V.
  private static double[] columnsA(WeightCode code, double[][] weights, int from, int to, int outputs, double[] rowV) {
    double[] currentA = new double[code.columns(outputs)];
    for (int i = from; i < to; i++) {
      double[] fraction = new double[currentA.length];
      for (int j = 0; j < outputs; j++) {
        for (int k = 0; k < code.slices(); k++) {
          fraction[code.plusColumn(j, k)] = code.plus(weights[i][j], k);
          fraction[code.minusColumn(j, k)] = code.minus(weights[i][j], k);
        }
      }
      for (int c = 0; c < currentA.length; c++) {
        currentA[c] += (LOW_S + SPAN_S * fraction[c]) * rowV[i];
      }
    }
    return currentA;
  }

  private static double exact(WeightCode code, double[][] weights, double[] rowV, int output) {
    return IntStream.range(0, rowV.length)
        .mapToDouble(i -> code.quantised(weights[i][output]) * rowV[i] * SPAN_S)
        .sum();
  }

  /// Column currents of any code, read without converters, are the product with the quantised weights; tiles of a few
  /// rows add up to the untiled result.
  @ParameterizedTest
  @MethodSource("io.matchline.periphery.CodeTest#weightCodes")
  void tilesAddUpToTheProduct(WeightCode code) {
    double[][] weights = random(20, 3, 1);
    double[] rowV = random(1, 20, 2)[0];
    for (Subtraction where : Subtraction.values()) {
      Readout readout = new Readout(code, 3, settings(0, where, 2));
      List<Adc> converters = same(readout, new AdcScale(0, -1, 1));
      double[] sum = new double[3];
      TileGrid grid = new TileGrid(20, 3, new ArraySize(6, 64), code);
      List<TileGrid.Tile> tiles = grid.tiles();
      int covered = 0;
      for (TileGrid.Tile tile : tiles) {
        if (tile.outputBegin() > 0) {
          continue;
        }
        double[] columns = columnsA(code, weights, tile.inputBegin(), tile.inputEnd(), 3, rowV);
        double[] part = readout.outputsA(columns, converters);
        Arrays.setAll(sum, j -> sum[j] + part[j]);
        covered += tile.inputs();
      }
      assertEquals(20, covered);
      double[] untiled = readout.outputsA(columnsA(code, weights, 0, 20, 3, rowV), converters);
      for (int j = 0; j < 3; j++) {
        double expected = exact(code, weights, rowV, j);
        assertEquals(expected, sum[j], 1e-13 * 20 * SPAN_S * 100);
        assertEquals(expected, untiled[j], 1e-13 * 20 * SPAN_S * 100);
      }
    }
  }

  /// The same conductance added to both columns of a pair, or the same current, leaves the result unchanged.
  @Test
  void aPairCancelsACommonOffset() {
    WeightCode code = new WeightCode(SignScheme.DIFFERENTIAL, 0, 0);
    Readout readout = new Readout(code, 2, settings(0, Subtraction.ANALOG, 1));
    List<Adc> converters = same(readout, new AdcScale(0, -1, 1));
    double[] columns = {4e-6, 1e-6, 2e-6, 7e-6};
    double[] shifted = Arrays.stream(columns).map(a -> a + 3e-6).toArray();
    assertArrayEquals(readout.outputsA(columns, converters), readout.outputsA(shifted, converters), 1e-20);
    assertArrayEquals(new double[] {3e-6, -5e-6}, readout.outputsA(columns, converters), 1e-20);
  }

  /// Converters with a common offset cancel when codes are subtracted, and stay when currents are.
  @Test
  void digitalSubtractionCancelsTheConvertersOffset() {
    double[] columns = {4e-6, 1e-6};
    AdcErrors offset = new AdcErrors(0.1, 0, 0, 0, new double[0]);
    Adc adc = new Adc(new AdcScale(0, 0, 10e-6), offset);
    Readout digital = new Readout(WeightCode.EXACT, 1, settings(0, Subtraction.DIGITAL, 1));
    Readout analog = new Readout(WeightCode.EXACT, 1, settings(0, Subtraction.ANALOG, 1));
    assertEquals(3e-6, digital.outputsA(columns, List.of(adc, adc))[0], 1e-20);
    assertEquals(4e-6, analog.outputsA(columns, List.of(adc))[0], 1e-20);
  }

  @Test
  void oneConverterReadsNeighbouringCurrents() {
    Readout readout = new Readout(WeightCode.EXACT, 5, settings(0, Subtraction.ANALOG, 2));
    assertEquals(3, readout.converters());
    List<Adc> converters = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      converters.add(new Adc(new AdcScale(0, 0, 1), new AdcErrors(0, c, 0, 0, new double[0])));
    }
    double[] columns = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
    assertArrayEquals(new double[] {1, 1, 2, 2, 3}, readout.outputsA(columns, converters));
  }

  @Test
  void tilesCoverTheMatrix() {
    TileGrid grid = new TileGrid(300, 100, new ArraySize(128, 64), new WeightCode(SignScheme.OFFSET_COLUMN, 8, 4));
    assertEquals(3, grid.inputTiles());
    assertEquals(3 * 4, grid.tiles().size());
    int cells = 0;
    for (TileGrid.Tile tile : grid.tiles()) {
      cells += tile.inputs() * tile.outputs();
    }
    assertEquals(300 * 100, cells);
    assertEquals(31, grid.tiles().getFirst().outputs());
    IllegalArgumentException narrow =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TileGrid(3, 3, new ArraySize(8, 1), WeightCode.EXACT));
    assertEquals("an output takes 2 columns, a tile has 1", narrow.getMessage());
  }

  /// 200 inputs and 10 outputs on tiles of 128 × 8: two tiles of rows times three of columns (4, 4 and 2 pairs). 4-bit
  /// inputs two bits at a time are two rounds, and a converter reads four currents in turn.
  @Test
  void costOfASmallCaseIsCountedByHand() {
    TileGrid grid = new TileGrid(200, 10, new ArraySize(128, 8), WeightCode.EXACT);
    AdcSettings adc = settings(6, Subtraction.ANALOG, 4);
    Work work = Work.of(grid, new InputCode(4, 2, 0.2), adc);
    assertEquals(new Work(200 * 3 * 2, 2 * 10 * 2, 2 * 10 * 2, 2, 4, 2), work);
    CostSettings settings = new CostSettings(100e-9, 0.5e-12, 10e-15, 1e-9, 20e-15, 3e-9);
    Cost cost = settings.cost(work, 2e-3, 6);
    assertEquals(2e-3 * 100e-9, cost.arrayEnergyJ(), 1e-24);
    assertEquals(1200 * 0.5e-12, cost.dacEnergyJ(), 1e-24);
    assertEquals(40 * 64 * 10e-15, cost.adcEnergyJ(), 1e-24);
    assertEquals(40 * 20e-15, cost.addEnergyJ(), 1e-26);
    assertEquals(2 * (100e-9 + 4e-9) + 2 * 3e-9, cost.latencyS(), 1e-20);
    assertEquals(200e-12 + 600e-12 + 25.6e-12 + 0.8e-12, cost.energyJ(), 1e-22);
    assertEquals(0, settings.cost(work, 0, 0).adcEnergyJ());
  }

  /// Twice as many outputs on twice as many tiles take the same time.
  @Test
  void tilesSideBySideTakeNoLonger() {
    CostSettings settings = new CostSettings(100e-9, 0, 0, 1e-9, 0, 1e-9);
    AdcSettings adc = settings(8, Subtraction.ANALOG, 8);
    InputCode inputs = new InputCode(8, 1, 0.2);
    double[] latencyS =
        IntStream.of(64, 128)
            .mapToObj(outputs -> new TileGrid(128, outputs, new ArraySize(128, 128), WeightCode.EXACT))
            .mapToDouble(grid -> settings.cost(Work.of(grid, inputs, adc), 0, 8).latencyS())
            .toArray();
    assertEquals(latencyS[0], latencyS[1]);
    assertEquals(8 * (100e-9 + 8e-9) + 1e-9, latencyS[0], 1e-18);
  }
}
