package io.matchline.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.matchline.kernel.DigitalRows;
import io.matchline.kernel.Draw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.tcam.MismatchSearch;
import io.matchline.tcam.MismatchSearch.Match;
import io.matchline.tcam.TernaryWords;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Times the mismatch search on random words.
final class BenchSearch implements AutoCloseable {
  private static final double WARM_UP_SHARE = 0.15;
  private static final int FEWEST = 9;
  private static final double STABLE = 0.02;
  private static final int SAMPLE = 3;

  private final Arena arena = Arena.ofShared();
  private final Size size;
  private final TernaryWords stored;
  private final TernaryWords queries;
  private final MismatchSearch search;
  private final MemorySegment result;

  /// What is computed for each query.
  enum Mode {
    ALL,
    TOP1,
    TOPK,
    THRESHOLD
  }

  /// @param ternary whether a quarter of the cells is X
  record Size(int rows, int bits, int queries, boolean ternary) {
    /// About how much memory the run takes: words, their packed planes, and the results.
    long bytes(Mode mode) {
      long words = ((long) rows + queries) * Math.ceilDiv(bits, Long.SIZE) * Long.BYTES;
      long results = switch (mode) {
        case ALL -> (long) queries * stride() * Short.BYTES;
        case THRESHOLD -> (long) queries * DigitalRows.blocks(rows) * Integer.BYTES;
        case TOP1, TOPK -> (long) queries * MismatchSearch.MAX_NEAREST * Long.BYTES;
      };
      return 5 * words + results;
    }

    long stride() {
      return DigitalRows.blocks(rows) * DigitalRows.ROWS_PER_BLOCK;
    }

    int threshold() {
      return bits / 4;
    }
  }

  BenchSearch(Kernels kernels, Workers workers, Size size, long seed) {
    this.size = size;
    this.stored = words(kernels, seed, 0, size.rows(), size);
    this.queries = words(kernels, seed, 1, size.queries(), size);
    this.search = new MismatchSearch(kernels, workers, stored);
    this.result = arena.allocate(
        Math.max(
            size.queries() * size.stride() * Short.BYTES,
            size.queries() * DigitalRows.blocks(size.rows()) * Integer.BYTES),
        64);
  }

  /// Compares the results of a few queries with a plain count.
  ///
  /// @throws IllegalStateException when they differ
  void verify(Mode mode, int k) {
    once(mode, k);
    List<List<Match>> nearest = mode == Mode.TOP1 || mode == Mode.TOPK ? search.nearest(queries, k) : List.of();
    for (int sample = 0; sample < SAMPLE; sample++) {
      int query = (int) ((long) sample * (size.queries() - 1) / (SAMPLE - 1));
      switch (mode) {
        case ALL -> verifyAll(query);
        case THRESHOLD -> verifyThreshold(query);
        case TOP1, TOPK -> expect(nearest.get(query).equals(naiveNearest(query, k)), query);
      }
    }
  }

  /// Median time of one batch, s; repeats until it is stable or `longestS` have passed.
  double medianSeconds(Mode mode, int k, double longestS) {
    long longestNs = (long) (longestS * 1e9);
    long begin = System.nanoTime();
    do {
      once(mode, k);
    } while (System.nanoTime() - begin < WARM_UP_SHARE * longestNs);
    List<Long> times = new ArrayList<>();
    begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      once(mode, k);
      times.add(System.nanoTime() - start);
    } while (System.nanoTime() - begin < longestNs && !stable(times));
    return quantile(times, 2) * 1e-9;
  }

  private static boolean stable(List<Long> times) {
    return times.size() >= FEWEST
        && times.size() % FEWEST == 0
        && quantile(times, 3) - quantile(times, 1) <= STABLE * quantile(times, 2);
  }

  /// Quarter `quarter` of the sorted times.
  private static long quantile(List<Long> times, int quarter) {
    return times.stream().sorted().toList().get((times.size() - 1) * quarter / 4);
  }

  private void once(Mode mode, int k) {
    switch (mode) {
      case ALL -> search.all(queries, result, size.stride());
      case THRESHOLD -> search.within(queries, size.threshold(), result, DigitalRows.blocks(size.rows()));
      case TOP1, TOPK -> search.nearest(queries, k);
    }
  }

  private void verifyAll(int query) {
    for (int row = 0; row < size.rows(); row++) {
      int distance = Short.toUnsignedInt(result.getAtIndex(JAVA_SHORT, query * size.stride() + row));
      expect(distance == count(query, row), query);
    }
  }

  private void verifyThreshold(int query) {
    long first = query * DigitalRows.blocks(size.rows());
    for (int row = 0; row < size.rows(); row++) {
      int block = result.getAtIndex(JAVA_INT, first + row / DigitalRows.ROWS_PER_BLOCK);
      boolean hit = (block >>> row % DigitalRows.ROWS_PER_BLOCK & 1) == 1;
      expect(hit == (count(query, row) <= size.threshold()), query);
    }
  }

  private List<Match> naiveNearest(int query, int k) {
    List<Match> all = new ArrayList<>();
    for (int row = 0; row < size.rows(); row++) {
      all.add(new Match(row, count(query, row)));
    }
    all.sort(Comparator.comparingInt(Match::distance));
    return List.copyOf(all.subList(0, Math.min(k, all.size())));
  }

  private int count(int query, int row) {
    return IdealSearch.mismatches(stored, row, queries, query);
  }

  private static void expect(boolean same, int query) {
    if (!same) {
      throw new IllegalStateException("the search differs from a plain count at query " + query);
    }
  }

  /// Random words, from stream 0 for the values and streams 1 and 2 for the cells that care.
  private static TernaryWords words(Kernels kernels, long seed, int array, int rows, Size size) {
    long[] value = draw(kernels, new Draw(seed, 0, array, 0), rows, size.bits());
    if (!size.ternary()) {
      return TernaryWords.of(rows, size.bits(), value);
    }
    long[] care = draw(kernels, new Draw(seed, 1, array, 0), rows, size.bits());
    long[] more = draw(kernels, new Draw(seed, 2, array, 0), rows, size.bits());
    for (int i = 0; i < care.length; i++) {
      care[i] |= more[i];
    }
    return TernaryWords.of(rows, size.bits(), value, care);
  }

  private static long[] draw(Kernels kernels, Draw draw, int rows, int bits) {
    int words = Math.ceilDiv(bits, Long.SIZE);
    long[] plane = new long[Math.multiplyExact(rows, words)];
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment row = scratch.allocate(JAVA_INT, 2L * words);
      for (int r = 0; r < rows; r++) {
        kernels.philox(draw, new Patch(r, 1, 0, 2L * words), row, 2L * words);
        for (int w = 0; w < words; w++) {
          long low = Integer.toUnsignedLong(row.getAtIndex(JAVA_INT, 2L * w));
          plane[r * words + w] = low | (long) row.getAtIndex(JAVA_INT, 2L * w + 1) << Integer.SIZE;
        }
      }
    }
    return plane;
  }

  @Override
  public void close() {
    search.close();
    arena.close();
  }
}
