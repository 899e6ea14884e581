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

  /// What is the same for every search of an array: moments of what a tile says.
  public static final class Kind {
    private final ArraySettings settings;
    private final Kernels kernels;
    private final boolean codes;
    private final ReadingMoments moments;

    private Kind(ArraySettings settings, Kernels kernels, boolean codes) {
      this.settings = settings;
      this.kernels = kernels;
      this.codes = codes;
      this.moments = codes ? ReadingMoments.ofCodes(settings, kernels) : ReadingMoments.ofFalls(settings, kernels);
    }

    /// @param cells of a word
    /// @throws IllegalArgumentException where {@link #fault} names a reason
    public static Kind of(ArraySettings settings, int cells, Kernels kernels) {
      String fault = fault(settings, cells);
      if (!fault.isEmpty()) {
        throw new IllegalArgumentException(fault);
      }
      return new Kind(settings, kernels, cells > settings.tile().columns());
    }

    /// Searches of one array.
    ///
    /// @param stored words of the width that was said
    /// @param workers threads of the count; they stay the caller's
    public PredictedSearch search(TernaryWords stored, TernaryWords queries, Workers workers) {
      double[] mean = new double[stored.rows() * queries.rows()];
      double[] sigma = new double[mean.length];
      for (Tiling.Columns columns : new Tiling(stored.rows(), stored.cells(), settings.tile()).columnTiles()) {
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
    double[] notNearer = beyond(Math.round(nearest / step) - 1, rivals);
    double won = 0;
    for (long cell = Math.round(nearest / step); cell <= Math.round(farthest / step); cell++) {
      double[] beyond = beyond(cell, rivals);
      won += winningIn(rivals, first, notNearer, beyond, right);
      notNearer = beyond;
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

  /// Of each rival the probability that it lies beyond a cell.
  private double[] beyond(long cell, int[] rivals) {
    double[] beyond = new double[rivals.length];
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] = NormalTail.tabulated((cell + 0.5) * step - mean[rivals[i]], sigma[rivals[i]]);
    }
    return beyond;
  }

  /// Probability that a right row is in a cell, those before it beyond and those after it not nearer. Lines that are
  /// compared themselves do not draw: of those in the same cell half are nearer.
  private double winningIn(int[] rivals, int first, double[] notNearer, double[] beyond, IntPredicate right) {
    double[] after = new double[rivals.length + 1];
    after[rivals.length] = 1;
    for (int i = rivals.length - 1; i >= 0; i--) {
      after[i] = after[i + 1] * (codes ? notNearer[i] : 0.5 * (notNearer[i] + beyond[i]));
    }
    double won = 0;
    double before = 1;
    for (int i = 0; i < rivals.length && before > 0; i++) {
      if (right.test(rivals[i] - first)) {
        won += before * (notNearer[i] - beyond[i]) * after[i + 1];
      }
      before *= codes ? beyond[i] : 0.5 * (notNearer[i] + beyond[i]);
    }
    return won;
  }
}
