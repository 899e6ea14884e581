package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.Workers;
import io.matchline.noise.CellNoiseSources;
import io.matchline.programming.AgedCells;
import io.matchline.programming.CellReads;
import io.matchline.unit.InvalidInputException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Products of a tile without wires whose reads have normal noise, by {@link Multiplier}.
final class TileReads implements AutoCloseable {
  /// No normal number is drawn beyond; where every read stays above 0 S, none is cut off there.
  private static final double MOST_SIGMAS = 6.23;

  private final Arena arena = Arena.ofShared();
  private final Workers workers;
  private final int rows;
  private final int columns;
  private final Multiplier multiplier;

  private TileReads(ReadMode mode, AgedCells cells, double[] sigmaS, CellNoiseSources sources, Workers workers) {
    this.workers = workers;
    this.rows = Math.toIntExact(cells.patch().rows());
    this.columns = Math.toIntExact(cells.patch().cells());
    CellMatrix matrix = CellMatrix.of(arena, cells.patch(), floats(cells.conductanceS()), floats(sigmaS));
    this.multiplier =
        switch (mode) {
          case FRESH -> new FreshNoise(sources.fields(), sources.array(), matrix);
          case BATCH -> new BatchNoise(sources.fields(), sources.array(), matrix);
          case OUTPUT -> new OutputNoise(arena, sources.fields(), sources.array(), matrix);
        };
  }

  /// @return empty where the noise has another law
  /// @throws InvalidInputException where it has, and the mode needs this one
  static Optional<TileReads> of(
      ReadMode mode, AgedCells cells, CellReads reads, CellNoiseSources sources, Workers workers) {
    double[] sigmaS = reads.sigmaS();
    boolean cut = false;
    for (int i = 0; i < sigmaS.length; i++) {
      cut |= sigmaS[i] > 0 && cells.conductanceS()[i] < MOST_SIGMAS * sigmaS[i];
    }
    if (reads.isNormal() && !cut) {
      return Optional.of(new TileReads(mode, cells, sigmaS, sources, workers));
    }
    if (mode == ReadMode.OUTPUT) {
      throw new InvalidInputException(
          "read-noise = output needs normal noise, but "
              + (cut ? "some cells conduct so little that noise would take them below 0 S" : "some cells have traps"));
    }
    return Optional.empty();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /// Column currents, `[vectors][columns]` A.
  ///
  /// @param rowV `[vectors][rows]` V
  /// @param event index of the first vector's read; the next vectors have the next indices
  double[] currentsA(double[] rowV, int vectors, int event) {
    try (Arena scratch = Arena.ofShared()) {
      MemorySegment x = scratch.allocate(JAVA_FLOAT, (long) vectors * rows);
      MemorySegment y = scratch.allocate(JAVA_FLOAT, (long) vectors * columns);
      MemorySegment.copy(floats(rowV), 0, x, JAVA_FLOAT, 0, rowV.length);
      multiplier.multiply(workers, new Batch(event, vectors, x, y));
      double[] currentA = new double[vectors * columns];
      for (int i = 0; i < currentA.length; i++) {
        currentA[i] = y.getAtIndex(JAVA_FLOAT, i);
      }
      return currentA;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
