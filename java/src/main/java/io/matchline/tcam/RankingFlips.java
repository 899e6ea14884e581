package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.device.State;
import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where the place of mismatches outweighs their number: on nominal lines, k mismatches at the far end against k − 1
/// beside the amplifier.
///
/// @param load ρ = R M G_on, the resistance of the whole line times the conductance of a mismatching cell
/// @param lead lead of k = 1, 2 …: 1 − (time of k far)/(time of k − 1 near), the times at which the lines fall to half the
///     precharge voltage. Below 0 the row with more mismatches is the slower one.
public record RankingFlips(double load, double[] lead) {
  /// Lines of one tile of the array, up to `most` mismatches.
  ///
  /// @param settings of an array with a waveform
  public static RankingFlips of(ArraySettings settings, int most, Kernels kernels) {
    MatchLine line = settings.line(settings.tile().columns());
    double onS = settings.device().nominalS(State.LRS);
    double offS = settings.device().nominalS(State.HRS);
    int rows = 2 * most;
    double[] lead = new double[most];
    try (Arena arena = Arena.ofConfined()) {
      Conductances lines = Conductances.allocate(arena, rows, line.cells());
      for (int k = 1; k <= most; k++) {
        for (int j = 0; j < line.cells(); j++) {
          boolean far = MismatchPlaces.FAR.mismatches(false, k, j, line.cells(), line.sense());
          boolean near = MismatchPlaces.NEAR.mismatches(true, k - 1, j, line.cells(), line.sense());
          lines.set(2 * k - 2, j, far ? onS : offS, 0);
          lines.set(2 * k - 1, j, near ? onS : offS, 0);
        }
      }
      AnalogCells cells = AnalogCells.undriven(rows, line.cells(), lines.sl());
      MemorySegment value = arena.allocate(JAVA_DOUBLE, rows);
      Samples half = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, 0.5 * line.prechargeV()), value, rows);
      kernels.crossing(settings.level().model(), line, cells, cells.all(), half);
      for (int k = 1; k <= most; k++) {
        double farS = value.getAtIndex(JAVA_DOUBLE, 2 * k - 2);
        double nearS = value.getAtIndex(JAVA_DOUBLE, 2 * k - 1);
        lead[k - 1] = 1 - farS / nearS;
      }
    }
    return new RankingFlips(line.wireResistanceOhm() * line.cells() * onS, lead);
  }

  /// The lowest k whose order flips; 0 where none does.
  public int onset() {
    for (int k = 1; k <= lead.length; k++) {
      if (lead[k - 1] < 0) {
        return k;
      }
    }
    return 0;
  }
}
