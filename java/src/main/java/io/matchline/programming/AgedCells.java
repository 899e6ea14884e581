package io.matchline.programming;

import io.matchline.device.Ageing;
import io.matchline.device.CellLaws;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoiseSources;
import java.util.BitSet;

/// Programmed cells some time later, arrays in the order `[rows][cells]` of the patch.
///
/// @param patch which cells of the array
/// @param targetS conductances that they were meant to get, S
/// @param conductanceS conductances that they have now, S, at least 0
/// @param stuck cells that cannot be written; they do not age either
/// @param elapsedS time since programming, s
public record AgedCells(Patch patch, double[] targetS, double[] conductanceS, BitSet stuck, double elapsedS) {
  /// Ages cells by the law of their device. The numbers of a cell are the same at every time, so that ages of the same
  /// cells belong together. With the ageing switched off, every cell changes like the mean of all.
  ///
  /// @param elapsedS time since programming, s; 0: as programmed
  /// @throws IllegalArgumentException for times and conductances at which the law was not measured; a cell that is
  ///     switched off by a conductance outside the window does not age
  public static AgedCells of(
      ProgrammedCells cells, CellLaws laws, CellNoiseSources sources, double elapsedS) {
    if (elapsedS == 0) {
      return new AgedCells(cells.patch(), cells.targetS(), cells.conductanceS(), cells.stuck(), 0);
    }
    Ageing.Aged law = laws.ageing().after(elapsedS, cells.included());
    float[] normal = sources.ageingNormals(cells.patch());
    double[] agedS = cells.conductanceS().clone();
    for (int i = 0; i < agedS.length; i++) {
      if (!cells.stuck().get(i) && laws.window().contains(cells.targetS()[i])) {
        agedS[i] = law.conductanceS(cells.targetS()[i], agedS[i], normal[i]);
      }
    }
    return new AgedCells(cells.patch(), cells.targetS(), agedS, cells.stuck(), elapsedS);
  }
}
