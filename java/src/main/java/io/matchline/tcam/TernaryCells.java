package io.matchline.tcam;

import io.matchline.device.ConductanceSpread;
import io.matchline.device.DeviceStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.device.Variation;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseSettings;
import io.matchline.noise.NoiseSources;
import io.matchline.programming.AgedCells;
import io.matchline.programming.CellReads;
import io.matchline.programming.ProgrammedCells;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Programmed ternary cells: nominal states with device and cycle spread and stuck cells, aged, and read with noise.
///
/// The device on SL of cell `j` is number `2 j` of its row, the one on SLB number `2 j + 1`.
final class TernaryCells implements StoredCells {
  private final ArraySettings settings;
  private final TernaryWords stored;
  private final DeviceStates device;
  private final NoiseSources sources;
  private final int write;
  private final boolean kernelLines;
  private final Kernels kernels;
  private final Workers workers;
  private final List<MismatchSearch> counters = new ArrayList<>();

  /// @param stored what is programmed
  /// @param sources random numbers of the devices
  /// @param write index of the write
  /// @param kernelLines whether the kernels discharge the lines
  TernaryCells(
      ArraySettings settings,
      TernaryWords stored,
      NoiseSources sources,
      int write,
      boolean kernelLines,
      Kernels kernels,
      Workers workers) {
    this.settings = settings;
    this.stored = stored;
    this.device = settings.device().states();
    this.sources = sources;
    this.write = write;
    this.kernelLines = kernelLines;
    this.kernels = kernels;
    this.workers = workers;
  }

  @Override
  public LineReader tile(Arena arena, Tiling.Columns columns, NominalLine nominal, LineTarget target) {
    if (kernelLines && uniform() && settings.level() == Level.LUMPED) {
      TernaryWords part = stored.columns(columns.begin(), columns.end());
      return new CountedTile(columns, part, nominal, counter(part));
    }
    MatchLine line = nominal.line();
    if (!noisy()) {
      Written written = written(columns);
      return new ColumnTile(columns, line, lines(arena, line, written, aged(written).conductanceS()), target);
    }
    return target instanceof KernelLines own && onlyNormal()
        ? deviatingTile(arena, columns, line, own)
        : noisyTile(arena, columns, line, target);
  }

  private DeviatingTile deviatingTile(Arena arena, Tiling.Columns columns, MatchLine line, KernelLines target) {
    Written written = written(columns);
    AgedCells aged = aged(written);
    double share = device.laws().readNoise().share();
    Optional<Conductances> sigma = share > 0
        ? Optional.empty()
        : Optional.of(lines(arena, line, written, new CellReads(aged, device.laws(), sources.cells()).sigmaS()));
    return new DeviatingTile(
        columns,
        line,
        lines(arena, line, written, aged.conductanceS()),
        new ReadDeviations(sources, columns, share, sigma),
        target,
        () -> noisyTile(arena, columns, line, target));
  }

  private NoisyTile noisyTile(Arena arena, Tiling.Columns columns, MatchLine line, LineTarget target) {
    Written written = written(columns);
    CellReads reads = new CellReads(aged(written), device.laws(), sources.cells());
    NoisyCells cells = new NoisyCells(reads, written.silent, sources, columns);
    return new NoisyTile(columns, line, cells, Conductances.allocate(arena, stored.rows(), line.cells()), target);
  }

  @Override
  public int[] distances(CellWords queries) {
    MismatchSearch counter = counters.isEmpty() ? counter(stored) : counters.getFirst();
    return Arrays.stream(counter.all((TernaryWords) queries)).flatMapToInt(Arrays::stream).toArray();
  }

  @Override
  public String searchFault(CellWords queries) {
    return settings.cell().searchFault(queries);
  }

  @Override
  public void close() {
    counters.forEach(MismatchSearch::close);
  }

  private MismatchSearch counter(TernaryWords words) {
    counters.add(new MismatchSearch(kernels, workers, words));
    return counters.getLast();
  }

  /// Whether all cells in the same state conduct alike, in every search.
  private boolean uniform() {
    NoiseSettings on = sources.settings();
    Variation variation = device.variation();
    boolean sameDevices = !on.deviceSpread() || variation.spread() == 0;
    boolean sameWrites =
        !on.cycleSpread() || variation.cycleSpread() == 0 && device.programming() == ProgrammingLaw.NONE;
    boolean noneStuck = !on.stuckAt() || variation.stuckLrs() + variation.stuckHrs() == 0;
    return sameDevices && sameWrites && noneStuck && settings.ageS() == 0 && !noisy();
  }

  /// Whether a search may see other conductances than the one before.
  private boolean noisy() {
    return CellReads.noisy(device.laws(), sources.settings().cells(), settings.ageS());
  }

  /// Whether a search sees normal deviations from the aged conductances.
  private boolean onlyNormal() {
    return CellReads.onlyNormal(device.laws(), sources.settings().cells(), settings.ageS());
  }

  /// Lines of a tile with a value in S for each device, 0 for those that never conduct.
  private Conductances lines(Arena arena, MatchLine line, Written written, double[] deviceS) {
    Conductances lines = Conductances.allocate(arena, stored.rows(), line.cells());
    double[] shownS = deviceS.clone();
    written.silent.stream().forEach(i -> shownS[i] = 0);
    lines.setRows(shownS, shownS.length / stored.rows() / 2);
    return lines;
  }

  private AgedCells aged(Written written) {
    return AgedCells.of(written.cells, device.laws(), sources.cells(), settings.ageS());
  }

  /// Devices of a tile after one write.
  ///
  /// @param silent devices that never conduct: those in the high-resistive state where leakage is off
  private record Written(ProgrammedCells cells, BitSet silent) {}

  private Written written(Tiling.Columns columns) {
    Patch patch = new Patch(0, stored.rows(), 2L * columns.begin(), 2L * columns.used());
    float[] deviceNormal = sources.deviceNormals(patch);
    float[] cycleNormal = sources.cycleNormals(write, patch);
    double[] uniform = sources.stuckUniforms(patch);
    double[] targetS = new double[uniform.length];
    double[] conductanceS = new double[uniform.length];
    BitSet stuck = new BitSet();
    BitSet silent = new BitSet();
    for (int i = 0; i < uniform.length; i++) {
      State meant = meant(columns, i);
      State held = device.stuckAt(uniform[i]).orElse(meant);
      stuck.set(i, device.stuckAt(uniform[i]).isPresent());
      silent.set(i, held == State.HRS && !sources.settings().leakage());
      targetS[i] = device.nominalS(meant);
      conductanceS[i] = device.conductanceS(held, deviceNormal[i], cycleNormal[i]);
    }
    return new Written(ProgrammedCells.once(patch, targetS, conductanceS, stuck, included()), silent);
  }

  /// State that device number `i` of a tile is meant to get, rows one after the other.
  private State meant(Tiling.Columns columns, int i) {
    int devices = 2 * columns.used();
    int device = i % devices;
    Trit conducting = device % 2 == 0 ? Trit.ZERO : Trit.ONE;
    return stored.cell(i / devices, columns.begin() + device / 2) == conducting ? State.LRS : State.HRS;
  }

  private ConductanceSpread included() {
    return sources.settings().cycleSpread() ? device.programming() : ProgrammingLaw.NONE;
  }
}
