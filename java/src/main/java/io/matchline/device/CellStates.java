package io.matchline.device;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;

/// The cells of an array that follow one law, each in its own state.
public final class CellStates implements CellLaw {
  private final StateLaw law;
  private final int columns;
  private final double[] state;

  private CellStates(StateLaw law, int columns, double[] state) {
    this.law = law;
    this.columns = columns;
    this.state = state;
  }

  /// Cells with given conductances at 0 V.
  ///
  /// @param conductanceS `[rows][columns]`, S
  /// @throws InvalidInputException naming every cell (up to a limit) whose conductance the law cannot have
  /// @throws IllegalArgumentException when `conductanceS` does not have one element for each cell
  public static CellStates of(StateLaw law, int rows, int columns, double[] conductanceS) {
    if (rows < 1 || columns < 1 || conductanceS.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d conductances for %d rows of %d columns".formatted(conductanceS.length, rows, columns));
    }
    Problems problems = new Problems();
    double[] state = new double[conductanceS.length];
    for (int i = 0; i < state.length; i++) {
      if (law.window().contains(conductanceS[i])) {
        state[i] = law.state(conductanceS[i]);
      } else {
        problems.add(
            "row %d, column %d".formatted(i / columns, i % columns),
            "a conductance of %s S is outside %s, the states of the law %s",
            conductanceS[i],
            law.window(),
            law.name());
      }
    }
    problems.throwIfAny();
    return new CellStates(law, columns, state);
  }

  /// Checks the terminal voltages of an array. No cell sees more than their difference, because every cell conducts in
  /// the direction of its voltage.
  ///
  /// @param lowestV lowest voltage of any terminal, V
  /// @param highestV highest voltage of any terminal, V
  /// @throws IllegalArgumentException when a cell might see a voltage for which the law is not known
  public void requireTerminals(double lowestV, double highestV) {
    requireTerminals(law, lowestV, highestV);
  }

  /// As {@link #requireTerminals(double, double)}, for cells of a law in any state.
  public static void requireTerminals(StateLaw law, double lowestV, double highestV) {
    double widthV = highestV - lowestV;
    if (!(law.voltages().contains(widthV) && law.voltages().contains(-widthV))) {
      throw new IllegalArgumentException(
          "terminals between %s V and %s V may put %s V across a cell, outside %s, where the law %s holds"
              .formatted(lowestV, highestV, widthV, law.voltages(), law.name()));
    }
  }

  @Override
  public double currentA(int row, int column, double voltageV) {
    return law.currentA(state[row * columns + column], voltageV);
  }

  @Override
  public double conductanceS(int row, int column, double voltageV) {
    return law.conductanceS(state[row * columns + column], voltageV);
  }
}
