package io.matchline.tcam;

import io.matchline.device.DeviceStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.device.Variation;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseSettings;
import io.matchline.noise.NoiseSources;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Programmed ternary cells: nominal states with device and cycle spread and stuck cells.
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
    return new ColumnTile(columns, nominal.line(), conductances(arena, columns, nominal.line().cells()), target);
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

  /// Whether all cells in the same state conduct alike.
  private boolean uniform() {
    NoiseSettings on = sources.settings();
    Variation variation = device.variation();
    boolean sameDevices = !on.deviceSpread() || variation.spread() == 0;
    boolean sameWrites =
        !on.cycleSpread() || variation.cycleSpread() == 0 && device.programming() == ProgrammingLaw.NONE;
    boolean noneStuck = !on.stuckAt() || variation.stuckLrs() + variation.stuckHrs() == 0;
    return sameDevices && sameWrites && noneStuck;
  }

  private Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns) {
    int devices = 2 * columns.used();
    Conductances lines = Conductances.allocate(arena, stored.rows(), tileColumns);
    Patch patch = new Patch(0, stored.rows(), 2L * columns.begin(), devices);
    float[] deviceNormal = sources.deviceNormals(patch);
    float[] cycleNormal = sources.cycleNormals(write, patch);
    double[] stuck = sources.stuckUniforms(patch);
    for (int r = 0; r < stored.rows(); r++) {
      for (int j = 0; j < columns.used(); j++) {
        Trit trit = stored.cell(r, columns.begin() + j);
        int sl = r * devices + 2 * j;
        lines.set(
            r,
            j,
            conductanceS(trit == Trit.ZERO, deviceNormal[sl], cycleNormal[sl], stuck[sl]),
            conductanceS(trit == Trit.ONE, deviceNormal[sl + 1], cycleNormal[sl + 1], stuck[sl + 1]));
      }
    }
    return lines;
  }

  private double conductanceS(boolean conducts, double deviceNormal, double cycleNormal, double uniform) {
    State meant = conducts ? State.LRS : State.HRS;
    return device.conductanceS(device.stuckAt(uniform).orElse(meant), deviceNormal, cycleNormal);
  }
}
