package io.matchline.tcam;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.DigitalQueries;
import io.matchline.kernel.DigitalRows;
import io.matchline.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Mismatch kernels on one thread, with a plain `Long.bitCount` loop over row-major words beside them. One operation is
/// a batch of {@value #QUERIES} queries against all rows.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MismatchBenchmark {
  private static final int QUERIES = 64;
  private static final int TOP = 10;

  @Param({"1000", "65536"})
  int rows;

  @Param({"128", "512"})
  int cells;

  @Param({"binary", "storedX", "bothX"})
  String content;

  @Param({"ffm", "java"})
  String backend;

  private Arena arena;
  private Kernels kernels;
  private TernaryWords storedWords;
  private TernaryWords queryWords;
  private DigitalRows stored;
  private DigitalQueries queries;
  private long[] plainStored;
  private long[] plainQueries;
  private long stride;
  private MemorySegment distance;
  private MemorySegment hit;
  private MemorySegment nearest;
  private MemorySegment nearestRow;
  private short[] plainDistance;

  /// Packs random words and checks every mode against a count cell by cell.
  @Setup(Level.Trial)
  public void prepare() {
    arena = Arena.ofConfined();
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    SplittableRandom random = new SplittableRandom(1);
    storedWords = random(random, rows, !content.equals("binary"));
    queryWords = random(random, QUERIES, content.equals("bothX"));
    boolean binary = DigitalLayout.binary(storedWords, queryWords);
    stored = DigitalLayout.rows(arena, storedWords, binary);
    queries = DigitalLayout.queries(arena, queryWords, binary);
    plainStored = plane(storedWords);
    plainQueries = plane(queryWords);
    plainDistance = new short[QUERIES * rows];
    stride = (stored.blocks() + 1) * DigitalRows.ROWS_PER_BLOCK;
    distance = arena.allocate(QUERIES * stride * Short.BYTES, 64);
    hit = arena.allocate(QUERIES * stored.blocks() * Integer.BYTES, 64);
    nearest = arena.allocate((long) QUERIES * TOP * Short.BYTES, 64);
    nearestRow = arena.allocate((long) QUERIES * TOP * Integer.BYTES, 64);
    check();
    System.out.println("# level " + kernels.level().key());
  }

  @TearDown(Level.Trial)
  public void free() {
    arena.close();
  }

  @Benchmark
  public MemorySegment all() {
    kernels.mismatchAll(stored, queries, stored.all(), distance, stride);
    return distance;
  }

  @Benchmark
  public MemorySegment within() {
    kernels.mismatchWithin(stored, queries, stored.all(), cells / 4, hit, stored.blocks());
    return hit;
  }

  @Benchmark
  public MemorySegment top1() {
    kernels.mismatchNearest(stored, queries, stored.all(), 1, nearest, nearestRow);
    return nearestRow;
  }

  @Benchmark
  public MemorySegment top10() {
    kernels.mismatchNearest(stored, queries, stored.all(), TOP, nearest, nearestRow);
    return nearestRow;
  }

  /// Hamming distances of the value planes, row by row.
  @Benchmark
  public short[] plainBitCount() {
    int words = storedWords.wordsPerRow();
    for (int q = 0; q < QUERIES; q++) {
      for (int r = 0; r < rows; r++) {
        int count = 0;
        for (int w = 0; w < words; w++) {
          count += Long.bitCount(plainStored[r * words + w] ^ plainQueries[q * words + w]);
        }
        plainDistance[q * rows + r] = (short) count;
      }
    }
    return plainDistance;
  }

  private void check() {
    all();
    within();
    top10();
    plainBitCount();
    int top10Row = nearestRow.get(ValueLayout.JAVA_INT, 0);
    int top10Distance = nearest.get(ValueLayout.JAVA_SHORT, 0);
    top1();
    require(top10Row == nearestRow.get(ValueLayout.JAVA_INT, 0), "top-1 and top-10 disagree");
    require(top10Distance == naive(top10Row, 0), "nearest distance");
    for (int q = 0; q < QUERIES; q += 9) {
      for (int r = 0; r < rows; r += 97) {
        int wanted = naive(r, q);
        require(distance.getAtIndex(ValueLayout.JAVA_SHORT, q * stride + r) == wanted, "distance");
        int bits = hit.getAtIndex(ValueLayout.JAVA_INT, q * stored.blocks() + r / 32);
        require((bits >>> r % 32 & 1) == (wanted <= cells / 4 ? 1 : 0), "within");
        require(q != 0 || wanted >= top10Distance, "a nearer row was missed");
        require(!stored.binary() || plainDistance[q * rows + r] == wanted, "plain loop");
      }
    }
  }

  private int naive(int row, int query) {
    int count = 0;
    for (int j = 0; j < cells; j++) {
      count += storedWords.cell(row, j).mismatches(queryWords.cell(query, j)) ? 1 : 0;
    }
    return count;
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what + " is wrong");
    }
  }

  private TernaryWords random(SplittableRandom random, int count, boolean ternary) {
    int words = Math.ceilDiv(cells, Long.SIZE);
    long[] value = random.longs((long) count * words).toArray();
    if (!ternary) {
      return TernaryWords.of(count, cells, value);
    }
    long[] care = random.longs((long) count * words).map(bits -> bits | random.nextLong()).toArray();
    return TernaryWords.of(count, cells, value, care);
  }

  private static long[] plane(TernaryWords words) {
    long[] plane = new long[words.rows() * words.wordsPerRow()];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = words.value(i / words.wordsPerRow(), i % words.wordsPerRow());
    }
    return plane;
  }
}
