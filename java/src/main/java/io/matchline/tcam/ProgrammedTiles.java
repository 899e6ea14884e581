package io.matchline.tcam;

import io.matchline.device.DeviceStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.device.Variation;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseSettings;
import io.matchline.noise.NoiseSources;
import java.lang.foreign.Arena;

/// Conductances of programmed devices: nominal states with device and cycle spread and stuck cells.
///
/// The device on SL of cell `j` is number `2 j` of its row, the one on SLB number `2 j + 1`.
///
/// @param stored what is programmed
/// @param device the device
/// @param sources its random numbers
/// @param write index of the write
record ProgrammedTiles(TernaryWords stored, DeviceStates device, NoiseSources sources, int write)
    implements TileSource {

  @Override
  public boolean uniform() {
    NoiseSettings on = sources.settings();
    Variation variation = device.variation();
    boolean sameDevices = !on.deviceSpread() || variation.spread() == 0;
    boolean sameWrites =
        !on.cycleSpread() || variation.cycleSpread() == 0 && device.programming() == ProgrammingLaw.NONE;
    boolean noneStuck = !on.stuckAt() || variation.stuckLrs() + variation.stuckHrs() == 0;
    return sameDevices && sameWrites && noneStuck;
  }

  @Override
  public Conductances conductances(Arena arena, Tiling.Columns columns, int tileColumns) {
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
