package io.matchline.hardware;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The search of one episode, 20 ways, 5 shots, 5 queries per way, 64 numbers per embedding: encoding, writing an array of
/// 100 rows, 100 searches. One thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SearchLayerBenchmark {
  private static final int WAYS = 20;
  private static final int EACH = 5;
  private static final int DIMENSIONS = 64;

  /// Arrays by how much of them is simulated.
  public enum Chip {
    IDEAL("{ level: ideal, tile: { columns: 64 } }"),
    LADDER("{ level: ladder, tile: { columns: 64 }, device: { model: rram-hfo2, spread: 10 % }, sense: { kind: strobe,"
        + " offset: 12 mV } }"),
    FLUCTUATING("{ level: ladder, tile: { columns: 64 }, wire: { resistance: 1 Ω }, device: { model: rram-hfo2,"
        + " lrs: 6.66667 kΩ, programming-sigma: 5 µS, read-noise: { fluctuation: power-law } },"
        + " sense: { kind: strobe, offset: 12 mV } }");

    private final String array;

    Chip(String array) {
      this.array = array;
    }
  }

  @Param({"64", "128", "256", "512"})
  private int bits;

  @Param private Chip chip;

  private Workers workers;
  private SearchLayer layer;
  private float[][] support;
  private float[][] queries;
  private int episode;

  @Setup
  public void setUp() {
    String text = "{ features: { kind: lsh, bits: %d }, array: %s }".formatted(bits, chip.array);
    workers = new Workers(1);
    SearchSettings settings = ConfigReader.read("layer.yaml", text, SearchSettings.class);
    layer = new SearchLayer(settings, 1, DIMENSIONS, Backends.open(Backend.FFM), workers);
    support = embeddings(1);
    queries = embeddings(2);
    int[] label = new int[queries.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = i / EACH;
    }
    double accuracy = search().accuracy(label);
    if (accuracy < 0.8) {
      throw new IllegalStateException("%s of the queries are right, which are easy".formatted(accuracy));
    }
  }

  private static float[][] embeddings(int seed) {
    Random classes = new Random(0);
    Random random = new Random(seed);
    float[][] e = new float[WAYS * EACH][DIMENSIONS];
    float[] centre = new float[DIMENSIONS];
    for (int i = 0; i < e.length; i++) {
      for (int d = 0; d < DIMENSIONS; d++) {
        centre[d] = i % EACH == 0 ? (float) classes.nextGaussian() : centre[d];
        e[i][d] = centre[d] + 0.3f * (float) random.nextGaussian();
      }
    }
    return e;
  }

  @Benchmark
  public SearchAnswers search() {
    return layer.search(support, EACH, queries, episode++);
  }

  @TearDown
  public void tearDown() {
    workers.close();
  }
}
