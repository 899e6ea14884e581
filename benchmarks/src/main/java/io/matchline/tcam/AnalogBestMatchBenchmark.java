package io.matchline.tcam;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.search.Ranking;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Best match of 4096 words of 256 cells by the voltages of their match lines at one strobe, each solved on the exact
/// ladder, on one thread. One operation is one query, from its word to the winning row; queries come in batches, as an
/// array is searched. Set-up is the programming of the array, each with another seed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnalogBestMatchBenchmark {
  private static final int ROWS = 4096;
  private static final int CELLS = 256;
  private static final int QUERIES = 8;
  private static final int FLIPPED = 20;

  @Param({"none", "spread", "reads"})
  String noise;

  @Param({"ffm", "java"})
  String backend;

  private Kernels kernels;
  private Workers workers;
  private ArraySettings settings;
  private TernaryWords stored;
  private TernaryWords queries;
  private int[] meant;
  private TcamArray array;
  private int search;

  @Setup(Level.Trial)
  public void prepare() {
    kernels = Backends.open(Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    workers = new Workers(1);
    settings = ConfigReader.read("benchmark", text(), ArraySettings.class);
    Random random = new Random(1);
    long[] words = random.longs((long) ROWS * CELLS / Long.SIZE).toArray();
    stored = TernaryWords.of(ROWS, CELLS, words);
    queries = disturbed(words, random);
    array = program(kernels, 1);
    check();
    System.out.println("# level " + kernels.level().key());
  }

  private String text() {
    return """
        cell: 2T2R
        device: { model: rram-hfo2, lrs: 10 kΩ, hrs: 1 MΩ, spread: %s, read-noise: { relative: %s } }
        wire: { resistance: 2.5 Ω, capacitance: 0.2 fF }
        tile: { rows: 4096, columns: 256 }
        level: ladder
        """
        .formatted(noise.equals("none") ? "0 %" : "10 %", noise.equals("reads") ? "2 %" : "0 %");
  }

  /// Stored words with some cells flipped.
  private TernaryWords disturbed(long[] words, Random random) {
    int perRow = CELLS / Long.SIZE;
    long[] value = new long[QUERIES * perRow];
    meant = new int[QUERIES];
    for (int q = 0; q < QUERIES; q++) {
      meant[q] = random.nextInt(ROWS);
      System.arraycopy(words, meant[q] * perRow, value, q * perRow, perRow);
      for (int flip = 0; flip < FLIPPED; flip++) {
        int cell = random.nextInt(CELLS);
        value[q * perRow + cell / Long.SIZE] ^= 1L << cell;
      }
    }
    return TernaryWords.of(QUERIES, CELLS, value);
  }

  private TcamArray program(Kernels by, long seed) {
    return TcamArray.program(settings, stored, Chip.first(seed), by, workers);
  }

  /// The disturbed word wins every search, and the voltages are the Java twin's.
  private void check() {
    require(Arrays.equals(meant, winners(array, queries, 0)), "another row than the disturbed one wins");
    TernaryWords one = queries.rows(0, 1);
    try (TcamArray twin = program(Backends.open(Backend.JAVA), 1)) {
      double[] wanted = twin.search(one, 0).voltageV();
      require(Arrays.equals(wanted, array.search(one, 0).voltageV()), "the voltages differ from the Java twin's");
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    array.close();
    workers.close();
  }

  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public int[] bestMatches() {
    search += QUERIES;
    return winners(array, queries, search);
  }

  @Benchmark
  public int[] bestMatchOfOne() {
    return winners(array, queries.rows(0, 1), search++);
  }

  @Benchmark
  public int setUp() {
    try (TcamArray other = program(kernels, search++)) {
      return other.tiling().rows();
    }
  }

  private static int[] winners(TcamArray array, TernaryWords queries, int firstSearch) {
    Ranking ranking = new Ranking(array.search(queries, firstSearch));
    int[] winner = new int[queries.rows()];
    Arrays.setAll(winner, ranking::best);
    return winner;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }
}
