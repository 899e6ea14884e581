package io.matchline.tcam;

import io.matchline.device.ConductanceSpread;
import io.matchline.device.DeviceStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.device.Variation;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseSettings;
import io.matchline.noise.NoiseSources;
import io.matchline.programming.AgedCells;
import io.matchline.programming.CellReads;
import io.matchline.programming.ProgrammedCells;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;

/// Conductances of programmed devices: nominal states with device and cycle spread and stuck cells, aged, and read with
/// noise.
///
/// The device on SL of cell `j` is number `2 j` of its row, the one on SLB number `2 j + 1`.
///
/// @param stored what is programmed
/// @param device the device
/// @param sources its random numbers
/// @param write index of the write
/// @param ageS time since programming, s
record ProgrammedTiles(TernaryWords stored, DeviceStates device, NoiseSources sources, int write, double ageS)
    implements TileSource {

  @Override
  public boolean uniform() {
    NoiseSettings on = sources.settings();
    Variation variation = device.variation();
    boolean sameDevices = !on.deviceSpread() || variation.spread() == 0;
    boolean sameWrites =
        !on.cycleSpread() || variation.cycleSpread() == 0 && device.programming() == ProgrammingLaw.NONE;
    boolean noneStuck = !on.stuckAt() || variation.stuckLrs() + variation.stuckHrs() == 0;
    return sameDevices && sameWrites && noneStuck && ageS == 0 && !noisy();
  }

  /// Whether a search may see other conductances than the one before.
  private boolean noisy() {
    return CellReads.noisy(device.laws(), sources.settings().cells(), ageS);
  }

  @Override
  public Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns) {
    Conductances lines = Conductances.allocate(arena, stored.rows(), tileColumns);
    Written written = written(columns);
    double[] conductanceS = aged(written).conductanceS();
    written.silent.stream().forEach(i -> conductanceS[i] = 0);
    lines.setRows(conductanceS, columns.used());
    return lines;
  }

  @Override
  public Optional<NoisyCells> noisyCells(Tiling.Columns columns) {
    if (!noisy()) {
      return Optional.empty();
    }
    Written written = written(columns);
    CellReads reads = new CellReads(aged(written), device.laws(), sources.cells());
    return Optional.of(new NoisyCells(reads, written.silent, sources, columns));
  }

  @Override
  public Optional<ReadFactors> readFactors(Tiling.Columns columns) {
    OptionalDouble sigma = CellReads.relativeSigma(device.laws(), sources.settings().cells(), ageS);
    return sigma.isPresent()
        ? Optional.of(new ReadFactors(sources, columns, sigma.getAsDouble()))
        : Optional.empty();
  }

  private AgedCells aged(Written written) {
    return AgedCells.of(written.cells, device.laws(), sources.cells(), ageS);
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
