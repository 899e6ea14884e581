package io.matchline.tcam;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseSources;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A programmed TCAM: stored words in physical tiles, searched through their match lines.
///
/// Safe for use by one thread at a time. Closing it frees its off-heap memory.
///
/// A word wider than a tile is split: each column tile's reading becomes a code and the codes add. Rows beyond a tile
/// continue on the next one; they have lines and amplifiers of their own, so rows simply concatenate.
public final class TcamArray implements AutoCloseable {
  private final Arena arena;
  private final Tiling tiling;
  private final Sense sense;
  private final StoredCells cells;
  private final List<TileReader> readers = new ArrayList<>();
  private final List<TileMeter> meters = new ArrayList<>();

  private TcamArray(Tiling tiling, Sense sense, StoredCells cells, Workers workers) {
    this.tiling = tiling;
    this.sense = sense;
    this.cells = cells;
    this.arena = workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared();
  }

  /// Programs `stored` into an array with the device's spread, the write's spread and the stuck cells of `chip`.
  ///
  /// @param stored words that the cell can hold
  /// @param workers threads of a search; they stay the caller's
  public static TcamArray program(
      ArraySettings settings, CellWords stored, Chip chip, Kernels kernels, Workers workers) {
    return program(settings, stored, chip, kernels, workers, Optional.empty());
  }

  /// The same array with lines that a target discharges; the kernels still draw its devices and calibrate its
  /// converters.
  ///
  /// @param target who discharges the lines, at a level that has cells; empty: the kernels
  public static TcamArray program(
      ArraySettings settings,
      CellWords stored,
      Chip chip,
      Kernels kernels,
      Workers workers,
      Optional<LineTarget> target) {
    require(settings.cell().storingFault(stored));
    NoiseSources sources = sources(settings, chip, kernels);
    StoredCells cells =
        switch (settings.cell()) {
          case Cell.Ternary _ when settings.level() == Level.LADDER_TABLE ->
              new CalibratedCells(settings, (TernaryWords) stored, kernels, workers);
          case Cell.Ternary _ -> new TernaryCells(
              settings, (TernaryWords) stored, sources, chip.write(), target.isEmpty(), kernels, workers);
          case ValuedCell cell -> new ValuedCells(cell, stored, settings.device().states(), sources, chip.write());
        };
    Tiling tiling = new Tiling(stored.rows(), stored.cells(), settings.tile());
    TcamArray array = new TcamArray(tiling, settings.sense(), cells, workers);
    if (settings.level() != Level.IDEAL) {
      array.addTiles(settings, sources, kernels, workers, target);
    }
    return array;
  }

  /// An array whose ternary cells have measured conductances.
  ///
  /// @param conductanceS `[rows][cells][2]` S, branches on SL and SLB
  /// @param workers threads of a search; they stay the caller's
  public static TcamArray measured(
      ArraySettings settings, double[][][] conductanceS, Chip chip, Kernels kernels, Workers workers) {
    return measured(settings, conductanceS, chip, kernels, workers, Optional.empty());
  }

  /// The same array with lines that a target discharges.
  ///
  /// @param target who discharges the lines; empty: the kernels
  public static TcamArray measured(
      ArraySettings settings,
      double[][][] conductanceS,
      Chip chip,
      Kernels kernels,
      Workers workers,
      Optional<LineTarget> target) {
    if (settings.level() == Level.IDEAL || settings.level() == Level.LADDER_TABLE) {
      throw new IllegalArgumentException(
          "level %s reads no conductances; measured ones need another level".formatted(settings.level().key()));
    }
    Tiling tiling = new Tiling(conductanceS.length, conductanceS[0].length, settings.tile());
    StoredCells cells = new MeasuredCells(settings.cell(), conductanceS);
    TcamArray array = new TcamArray(tiling, settings.sense(), cells, workers);
    array.addTiles(settings, sources(settings, chip, kernels), kernels, workers, target);
    return array;
  }

  private static NoiseSources sources(ArraySettings settings, Chip chip, Kernels kernels) {
    return new NoiseSources(settings.noise(), new NoiseFields(kernels, chip.seed()), chip.index());
  }

  private void addTiles(
      ArraySettings settings,
      NoiseSources sources,
      Kernels kernels,
      Workers workers,
      Optional<LineTarget> target) {
    NominalLine nominal = NominalLine.of(settings, kernels);
    boolean tables = settings.level() == Level.LADDER_TABLE;
    LineTarget own = new KernelLines(tables ? LineModel.LADDER : settings.level().model(), kernels, workers);
    for (Tiling.Columns columns : tiling.columnTiles()) {
      LineReader lines = cells.tile(arena, columns, nominal, target.orElse(own));
      LineNoise noise = new LineNoise(sources, nominal.line(), settings.sense(), columns.index(), tiling.rows());
      readers.add(new TileReader(lines, nominal, settings.sense(), noise));
      LineReader metered = lines.by(own);
      TileReader decided = new TileReader(metered, nominal, settings.sense(), noise);
      long searchRows = (long) tiling.rowTiles() * settings.tile().rows();
      meters.add(new TileMeter(metered, decided, settings, nominal.line(), searchRows, workers));
    }
  }

  public Tiling tiling() {
    return tiling;
  }

  /// Searches the array.
  ///
  /// @param queries words of the array's width
  /// @param firstSearch index of the first query's search: another index draws the noise of a search anew
  public Scores search(CellWords queries, int firstSearch) {
    if (queries.cells() != tiling.cells()) {
      throw new IllegalArgumentException(
          "queries have %d cells, the stored words %d".formatted(queries.cells(), tiling.cells()));
    }
    require(cells.searchFault(queries));
    if (!readers.isEmpty() && sense.winnerOnly()) {
      return Contest.of(readers, tiling.rows(), sense).hold(queries, firstSearch);
    }
    return switch (readers.size()) {
      case 0 -> counted(queries);
      case 1 -> compared(readers.getFirst(), queries, firstSearch);
      default -> added(queries, firstSearch);
    };
  }

  /// What the searches cost, one item per query. The kernels discharge the lines, also where {@link #search} asks a
  /// target.
  ///
  /// @param queries words of the array's width
  /// @param firstSearch as for {@link #search}
  /// @throws IllegalStateException at {@link Level#IDEAL}, which has no waveform
  public List<SearchCost> costs(CellWords queries, int firstSearch) {
    if (meters.isEmpty()) {
      throw new IllegalStateException("level ideal has no waveform, so a search has no energy and no latency");
    }
    SearchCost[] total = meters.getFirst().costs(queries, firstSearch);
    for (TileMeter meter : meters.subList(1, meters.size())) {
      SearchCost[] part = meter.costs(queries, firstSearch);
      Arrays.setAll(total, q -> total[q].beside(part[q]));
    }
    return List.of(total);
  }

  private Scores counted(CellWords queries) {
    int[] distance = cells.distances(queries);
    double[] score = new double[distance.length];
    Arrays.setAll(score, i -> -distance[i]);
    double[] none = filled(distance.length, Double.NaN);
    return new Scores(queries.rows(), tiling.rows(), score, distance, none, none);
  }

  /// One column tile: the amplifiers compare the lines themselves.
  private Scores compared(TileReader reader, CellWords queries, int firstSearch) {
    double[] reading = reader.readings(queries, firstSearch);
    int[] distance = new int[reading.length];
    double[] score = new double[reading.length];
    for (int i = 0; i < reading.length; i++) {
      distance[i] = reader.mismatches(reading[i]);
      score[i] = reader.score(reading[i]);
    }
    double[] at = filled(reading.length, reader.at());
    return reader.strobed()
        ? new Scores(queries.rows(), tiling.rows(), score, distance, reading, at)
        : new Scores(queries.rows(), tiling.rows(), score, distance, at, reading);
  }

  /// Several column tiles: their codes add.
  private Scores added(CellWords queries, int firstSearch) {
    int[] distance = new int[queries.rows() * tiling.rows()];
    for (TileReader reader : readers) {
      double[] reading = reader.readings(queries, firstSearch);
      for (int i = 0; i < distance.length; i++) {
        distance[i] += reader.mismatches(reading[i]);
      }
    }
    double[] score = new double[distance.length];
    Arrays.setAll(score, i -> -distance[i]);
    double[] none = filled(distance.length, Double.NaN);
    return new Scores(queries.rows(), tiling.rows(), score, distance, none, none);
  }

  private static void require(String fault) {
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
  }

  private static double[] filled(int length, double value) {
    double[] filled = new double[length];
    Arrays.fill(filled, value);
    return filled;
  }

  @Override
  public void close() {
    cells.close();
    arena.close();
  }
}
