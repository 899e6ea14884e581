package io.matchline.programming;

import io.matchline.device.ConductanceSpread;
import io.matchline.kernel.Patch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Cells after programming, arrays and bit sets in the order `[rows][cells]` of the patch.
///
/// @param patch which cells of the array
/// @param targetS conductances that they were meant to get, S
/// @param conductanceS conductances that they got, S, at least 0
/// @param pulses writes that each cell took
/// @param stuck cells that cannot be written
/// @param missed cells that verification found off by more than the tolerance after the last write
/// @param included spread around the target that the conductances contain; none where every cell was verified
public record ProgrammedCells(
    Patch patch,
    double[] targetS,
    double[] conductanceS,
    int[] pulses,
    BitSet stuck,
    BitSet missed,
    ConductanceSpread included) {
  /// Cells that were written once and not verified.
  public static ProgrammedCells once(
      Patch patch, double[] targetS, double[] conductanceS, BitSet stuck, ConductanceSpread included) {
    int[] pulses = new int[targetS.length];
    Arrays.fill(pulses, 1);
    return new ProgrammedCells(patch, targetS, conductanceS, pulses, stuck, new BitSet(), included);
  }

  /// Writes to all cells together.
  public long totalPulses() {
    return IntStream.of(pulses).asLongStream().sum();
  }
}
