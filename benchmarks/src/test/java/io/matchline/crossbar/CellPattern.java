package io.matchline.crossbar;

import java.util.Random;

/// How the conductances of a test crossbar are drawn, S.
enum CellPattern {
  /// Levels between 5 and 100 µS.
  ANALOG {
    @Override
    double draw(Random random, int row, int column) {
      return 5e-6 + 95e-6 * random.nextDouble();
    }
  },
  /// On and off cells with a ratio of 10⁴.
  BINARY {
    @Override
    double draw(Random random, int row, int column) {
      return random.nextBoolean() ? 1e-4 : 1e-8;
    }
  },
  /// Every third row and every fifth column without any conductance, single zeros elsewhere.
  HOLES {
    @Override
    double draw(Random random, int row, int column) {
      return row % 3 == 1 || column % 5 == 2 || random.nextInt(4) == 0 ? 0 : 1e-4 * random.nextDouble();
    }
  },
  /// 9 % of the cells stuck at 0.1 µS and 1 % at 10 mS, far above the window of the others.
  STUCK {
    @Override
    double draw(Random random, int row, int column) {
      int percent = random.nextInt(100);
      return percent < 9 ? 1e-7 : percent < 10 ? 1e-2 : 1e-5 + 1e-4 * random.nextDouble();
    }
  },
  /// A row and a column stuck at 10 mS in an array that hardly conducts.
  SHORTED_LINES {
    @Override
    double draw(Random random, int row, int column) {
      return row == 2 || column == 3 ? 1e-2 : 1e-8 * (1 + random.nextDouble());
    }
  };

  abstract double draw(Random random, int row, int column);

  double[] conductanceS(Random random, int rows, int columns) {
    double[] g = new double[rows * columns];
    for (int k = 0; k < g.length; k++) {
      g[k] = draw(random, k / columns, k % columns);
    }
    return g;
  }
}
