package io.matchline.kernel;

import java.util.Arrays;

/// The coarse space of a crossbar; twin of `crossbar/coarse.h`.
///
/// @param modes per direction
/// @param rowMode `[modes][rows]` along the columns
/// @param columnMode `[modes][columns]` along the rows
/// @param energy Galerkin matrix of the column side
/// @param gain what the coarse solve adds to the column solve
record CrossbarCoarse(int modes, double[][] rowMode, double[][] columnMode, double[] energy, double[] gain) {
  private static final int MAX_MODES = 8;
  private static final int MAX_PAIRS = 36;
  private static final double LEAST = 0.2;
  private static final double STEEP = 3.6;
  private static final double FLAT = 0.9;
  private static final double MORE = 2.85;
  private static final double HALF_PI = 1.5707963267948966;
  static final int DOUBLES = 2 * MAX_PAIRS * MAX_PAIRS;

  static CrossbarCoarse of(CrossbarGrid x, double[] g, double moment) {
    int modes = modes(x, moment);
    CrossbarCoarse coarse = prepared(x, modes, new double[DOUBLES], 0);
    return coarse.couple(x, g) ? coarse : prepared(x, 0, new double[DOUBLES], 0);
  }

  /// With the matrices as they were written to `prepared`, from `at` on.
  static CrossbarCoarse prepared(CrossbarGrid x, int modes, double[] prepared, int at) {
    double[][] rowMode = new double[modes][];
    double[][] columnMode = new double[modes][];
    for (int l = 0; l < modes; l++) {
      rowMode[l] = mode(x.rows(), l, x.columnOhm(), x.senseOhm());
      columnMode[l] = mode(x.columns(), l, x.rowOhm(), x.driverOhm());
    }
    int size = MAX_PAIRS * MAX_PAIRS;
    return new CrossbarCoarse(
        modes,
        rowMode,
        columnMode,
        Arrays.copyOfRange(prepared, at, at + size),
        Arrays.copyOfRange(prepared, at + size, at + 2 * size));
  }

  /// Modes of the plane.
  int size() {
    return modes * (modes + 1) / 2;
  }

  private static int modes(CrossbarGrid x, double moment) {
    int most = Math.min(Math.min(x.rows(), x.columns()) / 4, MAX_MODES);
    if (!(x.rowOhm() > 0 && x.columnOhm() > 0) || !(moment > LEAST)) {
      return 0;
    }
    double root = Math.sqrt(moment);
    double wanted = Math.min(STEEP * root, FLAT * root + MORE);
    return wanted < most ? (int) wanted : most;
  }

  private static double[] mode(int n, int l, double segmentOhm, double terminalOhm) {
    double length = n - 0.5;
    double b = length * segmentOhm / terminalOhm;
    double x =
        l > 0
            ? HALF_PI * (2 * l + b / (b + HALF_PI * (2 * l + 1)))
            : 1 / Math.sqrt(1 / b + 1 / (HALF_PI * HALF_PI));
    double t = x / length * (x / length);
    double v = 1;
    double slope = 0;
    double[] mode = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      mode[k] = v;
      slope = Math.fma(-t, v, slope);
      v = v + slope;
    }
    return mode;
  }

  private static int pair(int k, int a) {
    return k >= a ? k * (k + 1) / 2 + a : a * (a + 1) / 2 + k;
  }

  private static double[] energy(double[][] mode, double segmentOhm, double terminalOhm) {
    double[] energy = new double[MAX_PAIRS];
    for (int k = 0; k < mode.length; k++) {
      for (int a = 0; a <= k; a++) {
        double wires = 0;
        for (int i = 1; i < mode[k].length; i++) {
          wires = Math.fma(mode[k][i] - mode[k][i - 1], mode[a][i] - mode[a][i - 1], wires);
        }
        energy[pair(k, a)] = mode[k][0] * mode[a][0] / terminalOhm + wires / segmentOhm;
      }
    }
    return energy;
  }

  private static double[] gram(double[][] mode) {
    double[] gram = new double[MAX_PAIRS];
    for (int k = 0; k < mode.length; k++) {
      for (int a = 0; a <= k; a++) {
        gram[pair(k, a)] = CrossbarGrid.dot(mode[k], mode[a]);
      }
    }
    return gram;
  }

  private boolean couple(CrossbarGrid x, double[] g) {
    double[] cells = cells(x, g);
    double[] rowSide = new double[cells.length];
    double[] columnSide = new double[cells.length];
    double[] downGram = gram(rowMode);
    double[] alongGram = gram(columnMode);
    double[] downEnergy = energy(rowMode, x.columnOhm(), x.senseOhm());
    double[] alongEnergy = energy(columnMode, x.rowOhm(), x.driverOhm());
    forEachPair(
        (at, down, along) -> {
          columnSide[at] = cells[at] + downEnergy[down] * alongGram[along];
          rowSide[at] = cells[at] + alongEnergy[along] * downGram[down];
        });
    System.arraycopy(columnSide, 0, energy, 0, columnSide.length);
    return SmallMatrix.gain(size(), cells, rowSide, columnSide, gain);
  }

  /// Work on element `at` of a matrix over the modes of the plane.
  private interface PairTask {
    void run(int at, int down, int along);
  }

  private void forEachPair(PairTask task) {
    int at = 0;
    for (int k = 0; k < modes; k++) {
      for (int l = 0; k + l < modes; l++) {
        for (int a = 0; a < modes; a++) {
          for (int b = 0; a + b < modes; b++) {
            task.run(at++, pair(k, a), pair(l, b));
          }
        }
      }
    }
  }

  private double[] cells(CrossbarGrid x, double[] g) {
    double[][] contracted = new double[size()][x.columns()];
    double[][] product = new double[size()][x.columns()];
    for (int k = 0; k < modes; k++) {
      for (int a = 0; a <= k; a++) {
        double[] sum = contracted[pair(k, a)];
        for (int i = 0; i < x.rows(); i++) {
          double factor = rowMode[k][i] * rowMode[a][i];
          for (int j = 0; j < x.columns(); j++) {
            sum[j] = Math.fma(factor, g[i * x.columns() + j], sum[j]);
          }
        }
        for (int j = 0; j < x.columns(); j++) {
          product[pair(k, a)][j] = columnMode[k][j] * columnMode[a][j];
        }
      }
    }
    double[] cells = new double[size() * size()];
    forEachPair((at, down, along) -> cells[at] = CrossbarGrid.dot(contracted[down], product[along]));
    return cells;
  }
}
