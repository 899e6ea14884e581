package io.matchline.noise;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// The noise block of analog cells: every source has its own switch and its own stream of random numbers. How large each
/// is, is a property of the device; here it is only switched.
@Named(value = "cell-noise", doc = "Noise of analog cells, each source with its own switch and its own random numbers.")
public record CellNoise(
    @Param(doc = "Device-to-device spread, drawn once.", standard = "on") boolean deviceSpread,
    @Param(doc = "Cycle-to-cycle spread, drawn at every write.", standard = "on") boolean cycleSpread,
    @Param(doc = "Spread around the target by the device's programming law, drawn at every write.", standard = "on")
        boolean programming,
    @Param(doc = "Stuck cells, in the shares that the device states.", standard = "on") boolean stuckAt,
    @Param(doc = "Drift and relaxation: the change with time differs from cell to cell.", standard = "on")
        boolean ageing,
    @Param(doc = "Normal noise of reads, drawn at every multiplication.", standard = "on") boolean read,
    @Param(doc = "Flicker noise of reads, drawn at every multiplication.", standard = "on") boolean flicker,
    @Param(doc = "Random telegraph noise, its state drawn at every multiplication.", standard = "on")
        boolean telegraph) {
  /// Nothing is noisy.
  public static final CellNoise NONE = new CellNoise(false, false, false, false, false, false, false, false);

  /// Everything that the device states.
  public static final CellNoise ALL = new CellNoise(true, true, true, true, true, true, true, true);
}
