package io.matchline.programming;

import io.matchline.device.AnalogStates;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoiseSources;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;

/// Programs conductances into the cells of an array.
///
/// What a cell gets is a function of its target, its row and column in the array, the index of the write and the seed, so
/// parts of an array can be programmed in any order and on any thread.
///
/// @param device what the cells are
/// @param method how they are written
/// @param sources their random numbers
public record CellProgrammer(AnalogStates device, WriteVerify method, CellNoiseSources sources) {
  /// Programs a patch of cells.
  ///
  /// @param patch which cells
  /// @param targetS conductances that they shall get, `[rows][cells]`, S
  /// @param write index of the write, from 0; the same index gives the same cells
  /// @throws InvalidInputException naming every cell (up to a limit) whose target is outside the device's window
  /// @throws IllegalArgumentException when `targetS` does not have one element for each cell
  public ProgrammedCells program(Patch patch, double[] targetS, int write) {
    if (targetS.length != patch.rows() * patch.cells()) {
      throw new IllegalArgumentException(
          "%d targets for %d rows of %d cells".formatted(targetS.length, patch.rows(), patch.cells()));
    }
    requireAccepted(patch, targetS);
    return new Writing(this, patch, targetS.clone(), write).run();
  }

  private void requireAccepted(Patch patch, double[] targetS) {
    Problems problems = new Problems();
    for (int i = 0; i < targetS.length; i++) {
      if (!device.accepts(targetS[i])) {
        long row = patch.rowBegin() + i / patch.cells();
        long cell = patch.cellBegin() + i % patch.cells();
        problems.add(
            "row %d, column %d".formatted(row, cell),
            "a target of %s S is outside %s",
            targetS[i],
            device.accepted());
      }
    }
    problems.throwIfAny();
  }
}
