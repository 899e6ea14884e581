package io.matchline.mvm;

import io.matchline.device.AnalogStates;
import io.matchline.device.ConductanceWindow;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.noise.CellNoiseSources;
import io.matchline.noise.NoiseFields;
import io.matchline.periphery.Adc;
import io.matchline.periphery.AdcScale;
import io.matchline.periphery.ConverterDraws;
import io.matchline.periphery.Cost;
import io.matchline.periphery.DacErrors;
import io.matchline.periphery.Readout;
import io.matchline.periphery.TileGrid;
import io.matchline.periphery.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/// A matrix in crossbars: programmed once, calibrated, then multiplied with batches of vectors.
///
/// y = Wᵀ·x. Weights are scaled to −1 … 1 by the largest of them and held as shares of the device's window; inputs are
/// scaled by the largest of the calibration and driven as row voltages; the converted currents are added over tiles and
/// slices and scaled back. With everything ideal y is the product up to rounding. Results depend on the settings, the
/// seed, the number of the array and the index of each multiplication, not on threads or backend. One thread at a time
/// uses it.
public final class Mvm implements AutoCloseable {
  private final MvmSettings settings;
  private final TileGrid grid;
  private final ConverterDraws draws;
  private final List<MvmTile> tiles = new ArrayList<>();
  private final double weightScale;
  private final double windowS;
  private final List<List<DacErrors>> drivers = new ArrayList<>();
  private final List<List<Adc>> converters = new ArrayList<>();
  private AdcScale scale;
  private double inputScale;

  /// Programs a matrix.
  ///
  /// @param weights `[inputs][outputs]`, finite
  /// @param seed of all random numbers
  /// @param array which chip, 0 … 2²⁴−1: another one has other devices and converters
  /// @param workers threads of the wires' solution; they stay the caller's
  /// @throws IllegalArgumentException for a weight that is not finite, or where the device has no law for the settings
  public Mvm(
      MvmSettings settings,
      double[] weights,
      int inputs,
      int outputs,
      long seed,
      int array,
      Kernels kernels,
      Workers workers) {
    this.settings = settings;
    this.grid = new TileGrid(inputs, outputs, settings.tile(), settings.weights());
    NoiseFields fields = new NoiseFields(kernels, seed);
    this.draws = new ConverterDraws(fields, array);
    this.weightScale = largest("weight", weights, inputs, outputs);
    AnalogStates device = settings.device().states();
    ConductanceWindow window = device.window();
    this.windowS = window.highestS() - window.lowestS();
    CellNoiseSources sources = new CellNoiseSources(settings.noise(), fields, array);
    for (TileGrid.Tile place : grid.tiles()) {
      double[] share = shares(weights, place);
      tiles.add(new MvmTile(settings, device, grid, place, share, sources, kernels, workers));
      drivers.add(drivers(place.inputs()));
    }
  }

  /// The next row converters of the array.
  private List<DacErrors> drivers(int count) {
    int first = drivers.stream().mapToInt(List::size).sum();
    int bits = settings.inputs().converterBits();
    return IntStream.range(first, first + count).mapToObj(c -> draws.errors(settings.dac(), bits, c)).toList();
  }

  /// The largest magnitude, 1 where all are 0.
  private static double largest(String what, double[] values, int rows, int columns) {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d %ss do not fill %d × %d".formatted(values.length, what, rows, columns));
    }
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (int k = 0; k < values.length; k++) {
      if (!Double.isFinite(values[k])) {
        throw new IllegalArgumentException(
            "%s [%d][%d] = %s is not finite".formatted(what, k / columns, k % columns, values[k]));
      }
      range.accept(Math.abs(values[k]));
    }
    return range.getMax() > 0 ? range.getMax() : 1;
  }

  /// What the cells of a tile hold, `[rows][columns]` of the window.
  private double[] shares(double[] weights, TileGrid.Tile place) {
    int columns = grid.code().columns(place.outputs());
    double[] share = new double[place.inputs() * columns];
    for (int i = 0; i < place.inputs(); i++) {
      for (int j = 0; j < place.outputs(); j++) {
        double weight =
            weights[(place.inputBegin() + i) * grid.outputs() + place.outputBegin() + j] / weightScale;
        for (int k = 0; k < grid.code().slices(); k++) {
          share[i * columns + grid.code().plusColumn(j, k)] = grid.code().plus(weight, k);
          share[i * columns + grid.code().minusColumn(j, k)] = grid.code().minus(weight, k);
        }
      }
    }
    return share;
  }

  /// Solves the wires once for all inputs: costs as much as a batch of min(rows, columns) vectors on every tile; then a
  /// product costs no more than without wires, and is the same within the tolerance. Conductances that change from read
  /// to read or with the voltage stay with a solution for every batch.
  public void hold() {
    tiles.forEach(MvmTile::hold);
  }

  /// Sets the scale of the inputs and the range of the converters by some inputs, without the noise of reads.
  ///
  /// @param inputs `[vectors][inputs]`, finite
  public void calibrate(double[] inputs, int vectors) {
    inputScale = largest("input", inputs, vectors, grid.inputs());
    List<double[]> currents = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      MvmTile tile = tiles.get(t);
      Readout readout = readout(tile);
      for (int k = 0; k < settings.inputs().slices(); k++) {
        double[] columnA = tile.quietA(rowV(inputs, vectors, t, k), vectors);
        for (int v = 0; v < vectors; v++) {
          currents.add(readout.convertedA(Arrays.copyOfRange(columnA, v * tile.columns(), (v + 1) * tile.columns())));
        }
      }
    }
    double[] all = currents.stream().flatMapToDouble(Arrays::stream).toArray();
    scale = settings.adc().range().scale(settings.adc().bits(), all);
    converters.clear();
    for (MvmTile tile : tiles) {
      converters.add(converters(readout(tile).converters()));
    }
  }

  /// The next converters of the array.
  private List<Adc> converters(int count) {
    int first = converters.stream().mapToInt(List::size).sum();
    List<Adc> made = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      made.add(new Adc(scale, draws.errors(settings.adc(), first + c)));
    }
    return made;
  }

  private Readout readout(MvmTile tile) {
    return new Readout(grid.code(), tile.place().outputs(), settings.adc());
  }

  /// Row voltages of one input slice on a tile, `[vectors][rows]` V.
  private double[] rowV(double[] inputs, int vectors, int t, int k) {
    TileGrid.Tile place = tiles.get(t).place();
    double[] rowV = new double[vectors * place.inputs()];
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < place.inputs(); i++) {
        double input = inputs[v * grid.inputs() + place.inputBegin() + i] / inputScale;
        rowV[v * place.inputs() + i] = settings.inputs().voltageV(input, k, drivers.get(t).get(i));
      }
    }
    return rowV;
  }

  /// Multiplies a batch.
  ///
  /// @param inputs `[vectors][inputs]`, finite; what is beyond the calibration's largest is clipped to it
  /// @param firstMultiplication index of the first vector's multiplication: another index draws the noise of reads anew
  /// @return `[vectors][outputs]`
  /// @throws IllegalStateException before {@link #calibrate}
  public double[] multiply(double[] inputs, int vectors, int firstMultiplication) {
    requireCalibrated();
    largest("input", inputs, vectors, grid.inputs());
    int slices = settings.inputs().slices();
    double[] output = new double[vectors * grid.outputs()];
    for (int t = 0; t < tiles.size(); t++) {
      MvmTile tile = tiles.get(t);
      for (int k = 0; k < slices; k++) {
        double[] rowV = rowV(inputs, vectors, t, k);
        int event = Math.addExact(Math.multiplyExact(firstMultiplication, slices), k);
        double[] currentA = tile.currentsA(rowV, vectors, event, slices);
        add(currentA, vectors, t, settings.inputs().factor(k), output);
      }
    }
    double unit = weightScale * inputScale / (windowS * settings.inputs().rangeV());
    Arrays.setAll(output, i -> output[i] * unit);
    return output;
  }

  private void add(double[] currentA, int vectors, int t, double factor, double[] output) {
    MvmTile tile = tiles.get(t);
    Readout readout = readout(tile);
    for (int v = 0; v < vectors; v++) {
      double[] columnA = Arrays.copyOfRange(currentA, v * tile.columns(), (v + 1) * tile.columns());
      double[] partA = readout.outputsA(columnA, converters.get(t));
      for (int j = 0; j < partA.length; j++) {
        int to = v * grid.outputs() + tile.place().outputBegin() + j;
        output[to] = Math.fma(factor, partA[j], output[to]);
      }
    }
  }

  /// Energy and latency of one multiplication, the array's energy being the mean over a batch.
  ///
  /// @param inputs `[vectors][inputs]`, finite
  /// @throws IllegalStateException before {@link #calibrate}
  public Cost cost(double[] inputs, int vectors) {
    requireCalibrated();
    largest("input", inputs, vectors, grid.inputs());
    double powerW = 0;
    for (int t = 0; t < tiles.size(); t++) {
      for (int k = 0; k < settings.inputs().slices(); k++) {
        powerW += tiles.get(t).powerW(rowV(inputs, vectors, t, k), vectors);
      }
    }
    Work work = Work.of(grid, settings.inputs(), settings.adc());
    return settings.cost().cost(work, powerW / vectors, settings.adc().bits());
  }

  /// Codes of the converters.
  ///
  /// @throws IllegalStateException before {@link #calibrate}
  public AdcScale adcScale() {
    requireCalibrated();
    return scale;
  }

  private void requireCalibrated() {
    if (scale == null) {
      throw new IllegalStateException("the converters have no range yet; calibrate first");
    }
  }

  /// Writes that programming took, over all cells.
  public long pulses() {
    return tiles.stream().mapToLong(tile -> tile.programmed().totalPulses()).sum();
  }

  @Override
  public void close() {
    tiles.forEach(MvmTile::close);
  }
}
