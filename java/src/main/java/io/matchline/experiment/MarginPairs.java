package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.SenseEnd;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.tcam.Chip;
import io.matchline.tcam.MismatchPlaces;
import io.matchline.tcam.Scores;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.util.Arrays;
import java.util.Comparator;

/// The pairs of one k and gap, in a chip of their own: rows 2 i and 2 i + 1 are pair i, the better row first. One search
/// reads them all; rows do not influence each other.
///
/// @param contest which k and gap
record MarginPairs(MarginAnalysis config, int contest, Kernels kernels) {
  /// Pairs whose other row wins; a draw is half a pair.
  double wrong() {
    MarginTask task = config.margin();
    TernaryWords query = query();
    try (Workers alone = new Workers(1);
        TcamArray array =
            TcamArray.program(
                config.array(), stored(query), new Chip(config.seed(), contest, 0), kernels, alone)) {
      Scores scores = array.search(query, 0);
      double wrong = 0;
      for (int i = 0; i < task.pairs(); i++) {
        double better = scores.score()[2 * i];
        double worse = scores.score()[2 * i + 1];
        wrong += worse > better ? 1 : worse == better ? 0.5 : 0;
      }
      return wrong;
    }
  }

  private int cells() {
    return config.array().tile().columns();
  }

  private NoiseFields fields() {
    return new NoiseFields(kernels, config.seed());
  }

  private TernaryWords query() {
    double[] uniform = new double[cells()];
    fields().uniforms(NoiseStream.MARGIN_QUERY, contest, 0, new Patch(0, 1, 0, cells()), uniform);
    boolean[][] bits = new boolean[1][cells()];
    for (int j = 0; j < cells(); j++) {
      bits[0][j] = uniform[j] < 0.5;
    }
    return TernaryWords.of(bits);
  }

  /// The query with the mismatches of each row.
  private TernaryWords stored(TernaryWords query) {
    int rows = 2 * config.margin().pairs();
    int words = query.wordsPerRow();
    long[] value = new long[rows * words];
    double[] uniform = new double[cells()];
    for (int r = 0; r < rows; r++) {
      for (int w = 0; w < words; w++) {
        value[r * words + w] = query.value(0, w);
      }
      if (config.margin().places() == MismatchPlaces.RANDOM) {
        fields().uniforms(NoiseStream.MARGIN_PLACES, contest, 0, new Patch(r, 1, 0, cells()), uniform);
      }
      for (int cell : mismatching(r % 2 == 0, uniform)) {
        value[r * words + cell / Long.SIZE] ^= 1L << cell;
      }
    }
    return TernaryWords.of(rows, cells(), value);
  }

  private int[] mismatching(boolean better, double[] uniform) {
    MarginTask task = config.margin();
    int count = task.mismatchesOf(contest) + (better ? 0 : task.gapOf(contest));
    Integer[] cell = new Integer[cells()];
    Arrays.setAll(cell, j -> j);
    if (task.places() == MismatchPlaces.RANDOM) {
      Arrays.sort(cell, Comparator.comparingDouble(j -> uniform[j]));
      return Arrays.stream(cell, 0, count).mapToInt(j -> j).toArray();
    }
    SenseEnd sense = config.array().senseEnd();
    return Arrays.stream(cell)
        .filter(j -> task.places().mismatches(better, count, j, cells(), sense))
        .mapToInt(j -> j)
        .toArray();
  }
}
