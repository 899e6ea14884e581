package io.matchline.mvm;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarBatch;
import io.matchline.crossbar.EffectiveMatrix;
import io.matchline.crossbar.SolveLimits;
import io.matchline.device.AnalogStates;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.CellNoiseSources;
import io.matchline.periphery.TileGrid;
import io.matchline.programming.AgedCells;
import io.matchline.programming.CellProgrammer;
import io.matchline.programming.CellReads;
import io.matchline.programming.ProgrammedCells;
import java.util.Arrays;
import java.util.Optional;

/// One programmed crossbar and its currents.
final class MvmTile implements AutoCloseable {
  private final MvmSettings settings;
  private final TileGrid.Tile place;
  private final int columns;
  private final ProgrammedCells programmed;
  private final AgedCells aged;
  private final CellReads reads;
  private final boolean noisy;
  private final Optional<TileReads> products;
  private final Crossbar wired;
  private final Optional<CurvedCells> curved;
  private final SolveLimits limits;
  private EffectiveMatrix held;

  /// @param share `[rows][columns]` of the window that each cell shall hold
  MvmTile(
      MvmSettings settings,
      AnalogStates device,
      TileGrid grid,
      TileGrid.Tile place,
      double[] share,
      CellNoiseSources sources,
      Kernels kernels,
      Workers workers) {
    this.settings = settings;
    this.place = place;
    this.columns = share.length / place.inputs();
    this.limits = SolveLimits.STANDARD.within(settings.tolerance());
    int firstColumn = place.outputBegin() / grid.code().outputs(grid.size().columns()) * grid.size().columns();
    Patch patch = new Patch(place.inputBegin(), place.inputs(), firstColumn, columns);
    double[] targetS = Arrays.stream(share).map(device::targetS).toArray();
    programmed = new CellProgrammer(device, settings.write(), sources).program(patch, targetS, 0);
    aged = AgedCells.of(programmed, device.laws(), sources, settings.ageS());
    reads = new CellReads(aged, device.laws(), sources);
    noisy = !reads.isNormal() || Arrays.stream(reads.sigmaS()).anyMatch(sigma -> sigma > 0);
    products =
        noisy && !settings.wired() && !settings.curved()
            ? TileReads.of(settings.readNoise(), aged, reads, sources, workers)
            : Optional.empty();
    curved =
        settings.curved()
            ? Optional.of(
                new CurvedCells(
                    settings.current().law(), settings.wires(), place.inputs(), columns, kernels, workers))
            : Optional.empty();
    wired =
        settings.wired() && !settings.curved()
            ? new Crossbar(settings.wires(), place.inputs(), columns, kernels, workers)
            : null;
  }

  TileGrid.Tile place() {
    return place;
  }

  int columns() {
    return columns;
  }

  ProgrammedCells programmed() {
    return programmed;
  }

  /// Column currents without the noise of reads, `[vectors][columns]` A.
  double[] quietA(double[] rowV, int vectors) {
    return held == null ? solvedA(aged.conductanceS(), rowV, vectors) : held.times(rowV, vectors);
  }

  /// Solves the wires once for all inputs, unless the conductances change from read to read or with the voltage.
  void hold() {
    if (wired != null && !noisy) {
      wired.program(aged.conductanceS());
      held = EffectiveMatrix.of(wired, limits);
    }
  }

  /// Column currents, `[vectors][columns]` A.
  ///
  /// @param rowV `[vectors][rows]` V
  /// @param firstEvent index of the first vector's read
  /// @param eventStep from one vector's read to the next
  double[] currentsA(double[] rowV, int vectors, int firstEvent, int eventStep) {
    if (!noisy) {
      return quietA(rowV, vectors);
    }
    if (settings.readNoise() == ReadMode.BATCH || eventStep == 1 && products.isPresent()) {
      return readA(rowV, vectors, firstEvent);
    }
    double[] currentA = new double[vectors * columns];
    for (int v = 0; v < vectors; v++) {
      double[] oneV = Arrays.copyOfRange(rowV, v * place.inputs(), (v + 1) * place.inputs());
      System.arraycopy(readA(oneV, 1, firstEvent + v * eventStep), 0, currentA, v * columns, columns);
    }
    return currentA;
  }

  /// Currents with the noise of one read, or of as many as there are vectors where {@link TileReads} draws it.
  private double[] readA(double[] rowV, int vectors, int event) {
    if (products.isPresent()) {
      return products.get().currentsA(rowV, vectors, event);
    }
    double[] conductanceS = new double[place.inputs() * columns];
    reads.read(event, conductanceS);
    return solvedA(conductanceS, rowV, vectors);
  }

  private double[] solvedA(double[] conductanceS, double[] rowV, int vectors) {
    if (curved.isPresent()) {
      return curved.get().solve(conductanceS, rowV, vectors, limits).columnCurrentA();
    }
    if (wired == null) {
      return new EffectiveMatrix(place.inputs(), columns, conductanceS).times(rowV, vectors);
    }
    wired.program(conductanceS);
    try (CrossbarBatch batch = wired.batch(vectors, CrossbarBatch.Keep.CURRENTS)) {
      batch.driveRows(rowV);
      wired.solve(batch, limits);
      return batch.columnCurrentA();
    }
  }

  /// Power that the row terminals deliver, summed over a batch, W; without the noise of reads.
  double powerW(double[] rowV, int vectors) {
    double[] rowA = rowCurrentsA(rowV, vectors);
    double powerW = 0;
    for (int k = 0; k < rowA.length; k++) {
      powerW = Math.fma(rowV[k], rowA[k], powerW);
    }
    return powerW;
  }

  private double[] rowCurrentsA(double[] rowV, int vectors) {
    if (curved.isPresent()) {
      return curved.get().solve(aged.conductanceS(), rowV, vectors, limits).rowCurrentA();
    }
    if (wired != null) {
      wired.program(aged.conductanceS());
      try (CrossbarBatch batch = wired.batch(vectors, CrossbarBatch.Keep.CURRENTS)) {
        batch.driveRows(rowV);
        wired.solve(batch, limits);
        return batch.rowCurrentA();
      }
    }
    double[] rowA = new double[rowV.length];
    for (int k = 0; k < rowA.length; k++) {
      int row = k % place.inputs();
      double sumS = Arrays.stream(aged.conductanceS(), row * columns, (row + 1) * columns).sum();
      rowA[k] = rowV[k] * sumS;
    }
    return rowA;
  }

  @Override
  public void close() {
    products.ifPresent(TileReads::close);
    if (wired != null) {
      wired.close();
    }
  }
}
