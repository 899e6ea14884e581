package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.matchline.kernel.DigitalQueries;
import io.matchline.kernel.DigitalRows;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Exact search by the number of mismatching cells in words that stay stored over many batches of queries.
///
/// On words without don't-care this is the Hamming distance. An X, stored or searched, mismatches nothing. Results do
/// not depend on the kernels or on the number of threads. Safe for use by one thread at a time; closing frees the
/// packed words, and neither the kernels nor the workers, which belong to the caller.
public final class MismatchSearch implements AutoCloseable {
  /// Largest k of {@link #nearest}.
  public static final int MAX_NEAREST = 64;

  /// Blocks come in pairs, and spans are cut between pairs.
  private static final long BLOCKS_PER_PAIR = 2;

  private static final long ALIGNMENT_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final Kernels kernels;
  private final Workers workers;
  private final TernaryWords stored;
  private DigitalRows binary;
  private DigitalRows ternary;

  /// @param stored at most {@link DigitalLayout#MAX_CELLS} cells wide
  public MismatchSearch(Kernels kernels, Workers workers, TernaryWords stored) {
    this.kernels = Objects.requireNonNull(kernels);
    this.workers = Objects.requireNonNull(workers);
    this.stored = stored;
    packed(stored.binary());
  }

  /// A row and its number of mismatches.
  public record Match(int row, int distance) {}

  /// Mismatches of every query with every row.
  ///
  /// @return `[queries][rows]`
  public int[][] all(TernaryWords queries) {
    // An odd number of cache lines, so that the queries of a tile do not write to the same sets of a cache.
    long stride = (DigitalRows.blocks(stored.rows()) + 1) * DigitalRows.ROWS_PER_BLOCK;
    int[][] out = new int[queries.rows()][stored.rows()];
    try (Arena scratch = scratch()) {
      MemorySegment distance = scratch.allocate(queries.rows() * stride * Short.BYTES, ALIGNMENT_BYTES);
      all(queries, distance, stride);
      for (int q = 0; q < out.length; q++) {
        for (int r = 0; r < out[q].length; r++) {
          out[q][r] = Short.toUnsignedInt(distance.getAtIndex(JAVA_SHORT, q * stride + r));
        }
      }
    }
    return out;
  }

  /// The same into memory of the caller.
  ///
  /// @param distance 16-bit unsigned `[queries][stride]`, off-heap and shared between threads; written for every row
  /// @param stride at least the number of rows; an odd multiple of 32 with 64-byte aligned memory is fastest
  public void all(TernaryWords queries, MemorySegment distance, long stride) {
    search(queries, (rows, packed) ->
        workers.run(
            rows.blocks(),
            BLOCKS_PER_PAIR,
            span -> kernels.mismatchAll(rows, packed, span, distance, stride)));
  }

  /// Rows with at most `threshold` mismatches.
  ///
  /// @param threshold 0 … 65,535; 0 finds the exact matches of a TCAM
  /// @return for every query the rows in rising order
  public int[][] within(TernaryWords queries, int threshold) {
    long stride = DigitalRows.blocks(stored.rows());
    int[][] out = new int[queries.rows()][];
    try (Arena scratch = scratch()) {
      MemorySegment hit = scratch.allocate(queries.rows() * stride * Integer.BYTES, ALIGNMENT_BYTES);
      within(queries, threshold, hit, stride);
      for (int q = 0; q < out.length; q++) {
        out[q] = marked(hit, q * stride, (q + 1) * stride);
      }
    }
    return out;
  }

  /// The same as bits in memory of the caller.
  ///
  /// @param hit 32-bit `[queries][stride]`, off-heap and shared between threads; bit `r` of word `b` is row `32 b + r`
  /// @param stride at least {@link DigitalRows#blocks(long)} of the rows
  public void within(TernaryWords queries, int threshold, MemorySegment hit, long stride) {
    search(queries, (rows, packed) ->
        workers.run(
            rows.blocks(),
            BLOCKS_PER_PAIR,
            span -> kernels.mismatchWithin(rows, packed, span, threshold, hit, stride)));
  }

  /// The rows with the fewest mismatches; among equals the lowest row comes first.
  ///
  /// @param k 1 … {@value #MAX_NEAREST}
  /// @return for every query `min(k, rows)` matches in rising order of (distance, row)
  public List<List<Match>> nearest(TernaryWords queries, int k) {
    if (k < 1 || k > MAX_NEAREST) {
      throw new IllegalArgumentException("k = %d is outside 1 … %d".formatted(k, MAX_NEAREST));
    }
    ConcurrentLinkedQueue<Part> parts = new ConcurrentLinkedQueue<>();
    search(queries, (rows, packed) ->
        workers.run(rows.blocks(), BLOCKS_PER_PAIR, span -> {
          try (Arena scratch = Arena.ofConfined()) {
            MemorySegment distance = scratch.allocate(JAVA_SHORT, (long) packed.queries() * k);
            MemorySegment row = scratch.allocate(JAVA_INT, (long) packed.queries() * k);
            kernels.mismatchNearest(rows, packed, span, k, distance, row);
            parts.add(new Part(distance.toArray(JAVA_SHORT), row.toArray(JAVA_INT)));
          }
        }));
    List<List<Match>> out = new ArrayList<>(queries.rows());
    for (int q = 0; q < queries.rows(); q++) {
      out.add(merge(parts, q, k));
    }
    return out;
  }

  @Override
  public void close() {
    arena.close();
  }

  /// Nearest rows of one span, `[queries][k]`.
  private record Part(short[] distance, int[] row) {}

  @FunctionalInterface
  private interface Job {
    void run(DigitalRows rows, DigitalQueries queries);
  }

  private void search(TernaryWords queries, Job job) {
    if (queries.cells() != stored.cells()) {
      throw new IllegalArgumentException(
          "queries have %d cells, the stored words %d".formatted(queries.cells(), stored.cells()));
    }
    boolean binaryForm = DigitalLayout.binary(stored, queries);
    try (Arena scratch = scratch()) {
      job.run(packed(binaryForm), DigitalLayout.queries(scratch, queries, binaryForm));
    }
  }

  /// Memory for one call; closing a confined arena is much cheaper than closing a shared one.
  private Arena scratch() {
    return workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared();
  }

  /// The stored words in the form that a batch needs, packed when first asked for.
  private DigitalRows packed(boolean binaryForm) {
    if (binaryForm) {
      binary = binary != null ? binary : DigitalLayout.rows(arena, stored, true);
      return binary;
    }
    ternary = ternary != null ? ternary : DigitalLayout.rows(arena, stored, false);
    return ternary;
  }

  private static int[] marked(MemorySegment hit, long begin, long end) {
    int count = 0;
    for (long b = begin; b < end; b++) {
      count += Integer.bitCount(hit.getAtIndex(JAVA_INT, b));
    }
    int[] rows = new int[count];
    int place = 0;
    for (long b = begin; b < end; b++) {
      for (int bits = hit.getAtIndex(JAVA_INT, b); bits != 0; bits &= bits - 1) {
        rows[place++] = (int) (b - begin) * DigitalRows.ROWS_PER_BLOCK + Integer.numberOfTrailingZeros(bits);
      }
    }
    return rows;
  }

  /// Rows are unique, so sorting by (distance, row) does not depend on the order of the parts.
  private static List<Match> merge(Iterable<Part> parts, int query, int k) {
    long[] keys = new long[0];
    for (Part part : parts) {
      int known = keys.length;
      keys = Arrays.copyOf(keys, known + k);
      for (int i = 0; i < k; i++) {
        int at = query * k + i;
        long distance = Short.toUnsignedLong(part.distance[at]);
        keys[known + i] = distance << Integer.SIZE | Integer.toUnsignedLong(part.row[at]);
      }
    }
    Arrays.sort(keys);
    return Arrays.stream(keys, 0, k)
        .filter(key -> (int) key >= 0)
        .mapToObj(key -> new Match((int) key, (int) (key >>> Integer.SIZE)))
        .toList();
  }
}
