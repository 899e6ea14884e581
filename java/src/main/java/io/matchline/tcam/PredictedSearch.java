package io.matchline.tcam;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.programming.CellReads;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Who wins the searches of an array, as a probability over all arrays of its kind and all reads, without any simulation:
/// from the mismatches of every row and the moments of what a tile says of so many. What a row is compared by is taken as
/// normal and independent from row to row; equal codes go to the lowest row.
public final class PredictedSearch {
  /// Standard deviations beyond which a row neither wins nor loses.
  private static final double REACH = 6;
  /// Steps to a standard deviation where lines are compared themselves.
  private static final double FINENESS = 16;

  private final int rows;
  private final double[] mean;
  private final double[] sigma;
  private final boolean codes;
  private final double step;

  private PredictedSearch(int rows, double[] mean, double[] sigma, boolean codes, double step) {
    this.rows = rows;
    this.mean = mean;
    this.sigma = sigma;
    this.codes = codes;
    this.step = step;
  }

  /// Why such an array's searches cannot be predicted, empty where they can.
  ///
  /// @param cells of a word
  public static String fault(ArraySettings settings, int cells) {
    boolean closed = switch (settings.level()) {
      case LUMPED, LUMPED_RP, ELMORE, LADDER -> true;
      case IDEAL, LADDER_TABLE -> false;
    };
    if (!closed) {
      return "array.level = %s has no closed form".formatted(settings.level().key());
    }
    if (!(settings.sense() instanceof Sense.Strobe strobe) || strobe.jitterS() > 0) {
      return "array.sense: predictions are for kind strobe without jitter";
    }
    if (!(settings.cell() instanceof Cell.Ternary)) {
      return "array.cell = %s does not match or mismatch".formatted(settings.cell().key());
    }
    if (cells % settings.tile().columns() != 0) {
      return "words of %d cells do not fill tiles of %d columns".formatted(cells, settings.tile().columns());
    }
    boolean still = settings.ageS() == 0
        && CellReads.onlyNormal(settings.device().states().laws(), settings.noise().cells(), settings.ageS());
    return still ? "" : "array: predictions know neither ageing nor flicker nor telegraph noise";
  }

  /// @param stored words that fill the tiles
  /// @param workers threads of the count; they stay the caller's
  /// @throws IllegalArgumentException where {@link #fault} names a reason
  public static PredictedSearch of(
      ArraySettings settings, TernaryWords stored, TernaryWords queries, Kernels kernels, Workers workers) {
    String fault = fault(settings, stored.cells());
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
    Tiling tiling = new Tiling(stored.rows(), stored.cells(), settings.tile());
    boolean codes = tiling.columnTiles().size() > 1;
    ReadingMoments moments =
        codes ? ReadingMoments.ofCodes(settings, kernels) : ReadingMoments.ofFalls(settings, kernels);
    double[] mean = new double[stored.rows() * queries.rows()];
    double[] sigma = new double[mean.length];
    for (Tiling.Columns columns : tiling.columnTiles()) {
      try (MismatchSearch counter = new MismatchSearch(kernels, workers, columns.of(stored))) {
        int[] mismatches =
            Arrays.stream(counter.all(columns.of(queries))).flatMapToInt(Arrays::stream).toArray();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += moments.mean()[mismatches[i]];
          sigma[i] += moments.variance()[mismatches[i]];
        }
      }
    }
    Arrays.setAll(sigma, i -> Math.sqrt(sigma[i]));
    double least = Arrays.stream(sigma).filter(s -> s > 0).min().orElse(settings.prechargeV());
    return new PredictedSearch(stored.rows(), mean, sigma, codes, codes ? 1 : least / FINENESS);
  }

  /// Probability that the winner of a query is one of the right rows.
  public double winning(int query, IntPredicate right) {
    int first = query * rows;
    int best = first;
    for (int i = first; i < first + rows; i++) {
      best = mean[i] < mean[best] ? i : best;
    }
    double farthest = mean[best] + REACH * sigma[best];
    int[] rivals = rivals(first, farthest);
    double nearest = Arrays.stream(rivals).mapToDouble(i -> mean[i] - REACH * sigma[i]).min().orElseThrow();
    if (rivals.length == 1) {
      return right.test(rivals[0] - first) ? 1 : 0;
    }
    double won = 0;
    for (long cell = Math.round(nearest / step); cell <= Math.round(farthest / step); cell++) {
      won += winningAt(cell, rivals, first, right);
    }
    return won;
  }

  private int[] rivals(int first, double farthest) {
    int[] rivals = new int[rows];
    int count = 0;
    for (int i = first; i < first + rows; i++) {
      if (mean[i] - REACH * sigma[i] <= farthest) {
        rivals[count++] = i;
      }
    }
    return Arrays.copyOf(rivals, count);
  }

  /// Probability that a right row is in the cell, those before it beyond and those after it not nearer. Lines that are
  /// compared themselves do not draw: of those in the same cell half are nearer.
  private double winningAt(long cell, int[] rivals, int first, IntPredicate right) {
    double[] beyond = new double[rivals.length];
    double[] notNearer = new double[rivals.length];
    for (int i = 0; i < rivals.length; i++) {
      beyond[i] = NormalTail.above((cell + 0.5) * step - mean[rivals[i]], sigma[rivals[i]]);
      notNearer[i] = NormalTail.above((cell - 0.5) * step - mean[rivals[i]], sigma[rivals[i]]);
    }
    double won = 0;
    for (int i = 0; i < rivals.length; i++) {
      double others = right.test(rivals[i] - first) ? notNearer[i] - beyond[i] : 0;
      for (int j = 0; j < rivals.length && others > 0; j++) {
        double behind = codes ? j < i ? beyond[j] : notNearer[j] : 0.5 * (beyond[j] + notNearer[j]);
        others *= j == i ? 1 : behind;
      }
      won += others;
    }
    return won;
  }
}
