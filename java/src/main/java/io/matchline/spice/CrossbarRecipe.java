package io.matchline.spice;

import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;

/// How the cells and the inputs of a reference crossbar are drawn, so that a case is one line of a file.
///
/// Every number is a uniform one u of (0, 1) from the stream {@link NoiseStream#REFERENCE_CIRCUIT} at the place of its
/// cell: event 0 gives the conductance, event 1 says whether the cell is at 0 S or stuck, event 2 gives the inputs, a
/// row per vector.
///
/// @param seed key of the generator
/// @param levels how conductances lie between `offS` and `onS`
/// @param onS largest conductance, ≥ `offS`, S
/// @param offS smallest conductance of a working cell, > 0 S
/// @param zeroShare share of cells at 0 S: u below it
/// @param stuckOnShare share of cells at `onS`, the next part of u
/// @param stuckOffShare share of cells at `offS`, the part after that
/// @param inputs how inputs lie
/// @param inputV largest input, ≥ 0 V
record CrossbarRecipe(
    long seed,
    Levels levels,
    double onS,
    double offS,
    double zeroShare,
    double stuckOnShare,
    double stuckOffShare,
    Inputs inputs,
    double inputV) {
  private static final int LEVEL_EVENT = 0;
  private static final int FAULT_EVENT = 1;
  private static final int INPUT_EVENT = 2;

  /// How conductances lie between the smallest and the largest.
  enum Levels {
    /// G_off·(G_on/G_off)^u
    LOG,
    /// G_on where u < 1/2, else G_off
    BINARY
  }

  /// How inputs lie.
  enum Inputs {
    /// V·(2u − 1)
    SIGNED,
    /// V·u
    POSITIVE,
    /// V where u < 1/2, else 0 V
    BINARY
  }

  CrossbarRecipe {
    if (!(offS > 0 && onS >= offS && Double.isFinite(onS))) {
      throw new IllegalArgumentException("g_off_s = %s S and g_on_s = %s S: 0 < g_off_s ≤ g_on_s".formatted(offS, onS));
    }
    if (!(zeroShare >= 0 && stuckOnShare >= 0 && stuckOffShare >= 0
        && zeroShare + stuckOnShare + stuckOffShare <= 1)) {
      throw new IllegalArgumentException(
          "shares %s, %s, %s are not at least 0 and together at most 1"
              .formatted(zeroShare, stuckOnShare, stuckOffShare));
    }
    if (!(inputV >= 0 && Double.isFinite(inputV))) {
      throw new IllegalArgumentException("input_v = %s V is not a finite number of at least 0 V".formatted(inputV));
    }
  }

  /// @return `[rows][columns]` S
  double[] conductanceS(int rows, int columns) {
    double[] level = uniforms(LEVEL_EVENT, rows, columns);
    double[] fault = uniforms(FAULT_EVENT, rows, columns);
    for (int k = 0; k < level.length; k++) {
      level[k] = conductanceS(level[k], fault[k]);
    }
    return level;
  }

  private double conductanceS(double level, double fault) {
    if (fault < zeroShare) {
      return 0;
    }
    if (fault < zeroShare + stuckOnShare) {
      return onS;
    }
    if (fault < zeroShare + stuckOnShare + stuckOffShare) {
      return offS;
    }
    return switch (levels) {
      case LOG -> offS * StrictMath.exp(level * StrictMath.log(onS / offS));
      case BINARY -> level < 0.5 ? onS : offS;
    };
  }

  /// @return `[vectors][rows]` V
  double[][] inputV(int vectors, int rows) {
    double[] u = uniforms(INPUT_EVENT, vectors, rows);
    double[][] volts = new double[vectors][rows];
    for (int k = 0; k < u.length; k++) {
      volts[k / rows][k % rows] = inputV * switch (inputs) {
        case SIGNED -> 2 * u[k] - 1;
        case POSITIVE -> u[k];
        case BINARY -> u[k] < 0.5 ? 1 : 0;
      };
    }
    return volts;
  }

  private double[] uniforms(int event, int rows, int cells) {
    double[] u = new double[Math.multiplyExact(rows, cells)];
    new NoiseFields(new JavaKernels(), seed)
        .uniforms(NoiseStream.REFERENCE_CIRCUIT, 0, event, new Patch(0, rows, 0, cells), u);
    return u;
  }
}
