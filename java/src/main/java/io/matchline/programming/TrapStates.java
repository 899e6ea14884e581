package io.matchline.programming;

import io.matchline.device.TelegraphNoise;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoiseSources;
import java.util.BitSet;

/// Whose traps are occupied, from one multiplication or search to the next.
///
/// A trap keeps its state with the probability of its law and is drawn anew otherwise, which is a Markov chain: its
/// covariance over n multiplications is that probability to the power of n, so that its spectrum is a Lorentzian. The
/// state at a multiplication is a function of the numbers up to it, whatever order they are asked for in; asking in
/// ascending order is fast, going back begins at multiplication 0 again.
final class TrapStates {
  private final TelegraphNoise law;
  private final CellNoiseSources sources;
  private final Patch patch;

  private int reached = -1;
  private BitSet occupied = new BitSet();

  TrapStates(TelegraphNoise law, CellNoiseSources sources, Patch patch) {
    this.law = law;
    this.sources = sources;
    this.patch = patch;
  }

  /// Cells whose trap is occupied during a multiplication, those without a trap included.
  synchronized BitSet at(int multiplication) {
    if (law.persistence() == 0) {
      return drawn(multiplication, new BitSet(), 0);
    }
    if (multiplication < reached) {
      reached = -1;
    }
    while (reached < multiplication) {
      reached++;
      occupied = drawn(reached, occupied, reached == 0 ? 0 : law.persistence());
    }
    return occupied;
  }

  /// @param kept probability that the state before is kept
  private BitSet drawn(int multiplication, BitSet before, double kept) {
    double[] uniform = sources.trapStates(multiplication, patch);
    BitSet now = new BitSet(uniform.length);
    for (int i = 0; i < uniform.length; i++) {
      now.set(i, uniform[i] < kept ? before.get(i) : law.isOccupied((uniform[i] - kept) / (1 - kept)));
    }
    return now;
  }
}
