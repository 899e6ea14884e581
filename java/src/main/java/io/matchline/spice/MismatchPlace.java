package io.matchline.spice;

import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where the mismatches of a line sit.
enum MismatchPlace {
  NEAR,
  MIDDLE,
  FAR,
  SPREAD,
  /// At the cells with the smallest numbers of the stream {@link NoiseStream#REFERENCE_CIRCUIT}.
  RANDOM;

  /// @param seed key of the random numbers
  /// @param row their row
  String pattern(int cells, int mismatches, long seed, int row) {
    return switch (this) {
      case NEAR -> block(cells, mismatches, 0);
      case MIDDLE -> block(cells, mismatches, (cells - mismatches) / 2);
      case FAR -> block(cells, mismatches, cells - mismatches);
      case SPREAD -> Calibrator.spread(cells, mismatches);
      case RANDOM -> random(cells, mismatches, seed, row);
    };
  }

  private static String block(int cells, int mismatches, int first) {
    return "0".repeat(first) + "1".repeat(mismatches) + "0".repeat(cells - mismatches - first);
  }

  private static String random(int cells, int mismatches, long seed, int row) {
    double[] u = new double[cells];
    new NoiseFields(new JavaKernels(), seed)
        .uniforms(NoiseStream.REFERENCE_CIRCUIT, 0, 0, new Patch(row, 1, 0, cells), u);
    List<Integer> chosen = IntStream.range(0, cells)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> u[j]))
        .limit(mismatches)
        .toList();
    StringBuilder pattern = new StringBuilder("0".repeat(cells));
    chosen.forEach(j -> pattern.setCharAt(j, '1'));
    return pattern.toString();
  }
}
