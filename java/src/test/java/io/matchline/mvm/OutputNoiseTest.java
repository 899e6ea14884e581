package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.KernelVariants;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.unit.InvalidInputException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

/// Noise at the outputs against its closed form and against noise drawn for every cell.
class OutputNoiseTest {
  private static final int ARRAY = 5;
  private static final int ROWS = 24;
  private static final int CELLS = 9;
  private static final int VECTORS = 20_000;
  private static final Patch PATCH = new Patch(11, ROWS, 60, CELLS);

  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] mean = random(ROWS * CELLS, 0, 2);
  private final float[] sigma = random(ROWS * CELLS, 0, 0.2);
  private final float[] x = random(ROWS, -1, 1);

  private float[] random(int count, double low, double high) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return values;
  }

  private static NoiseFields fields(Kernels kernels) {
    return new NoiseFields(kernels, 42);
  }

  /// `vectors` products of the one vector, `[output][vector]`.
  private double[][] sample(int vectors, Function<Arena, Multiplier> noise) {
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(2)) {
      MemorySegment inputs = arena.allocate(JAVA_FLOAT, (long) vectors * ROWS);
      for (int b = 0; b < vectors; b++) {
        MemorySegment.copy(x, 0, inputs, JAVA_FLOAT, 4L * b * ROWS, ROWS);
      }
      MemorySegment y = arena.allocate(JAVA_FLOAT, (long) vectors * CELLS);
      noise.apply(arena).multiply(workers, new Batch(0, vectors, inputs, y));
      double[][] out = new double[CELLS][vectors];
      for (int i = 0; i < vectors * CELLS; i++) {
        out[i % CELLS][i / CELLS] = y.getAtIndex(JAVA_FLOAT, i);
      }
      return out;
    }
  }

  private double exactMean(int output) {
    return IntStream.range(0, ROWS).mapToDouble(i -> (double) x[i] * mean[i * CELLS + output]).sum();
  }

  private double exactSigma(int output, boolean own) {
    return Math.sqrt(
        IntStream.range(0, ROWS)
            .mapToDouble(i -> x[i] * (own ? sigma[i * CELLS + output] : 0.1f))
            .map(v -> v * v)
            .sum());
  }

  private CellMatrix matrix(Arena arena, boolean own) {
    return own ? CellMatrix.of(arena, PATCH, mean, sigma) : CellMatrix.of(arena, PATCH, mean, 0.1f);
  }

  private double[][] fresh(boolean own) {
    NoiseFields fields = fields(Backends.open(Backend.FFM));
    return sample(VECTORS, arena -> new FreshNoise(fields, ARRAY, matrix(arena, own)));
  }

  private double[][] output(boolean own) {
    NoiseFields fields = fields(Backends.open(Backend.FFM));
    return sample(VECTORS, arena -> new OutputNoise(arena, fields, ARRAY, matrix(arena, own)));
  }

  /// Every product is its sum and σ_out times one number that can be drawn again.
  @Test
  void theNoiseIsTheClosedFormTimesOneNumber() {
    NoiseFields fields = fields(Backends.open(Backend.JAVA));
    for (boolean own : new boolean[] {false, true}) {
      double[][] y = sample(50, arena -> new OutputNoise(arena, fields, ARRAY, matrix(arena, own)));
      float[] normal = new float[CELLS];
      for (int b = 0; b < 50; b++) {
        fields.normals(NoiseStream.READ_OUTPUT, ARRAY, b, new Patch(PATCH.rowBegin(), 1, 60, CELLS), normal);
        for (int j = 0; j < CELLS; j++) {
          assertEquals(exactMean(j) + exactSigma(j, own) * normal[j], y[j][b], 5e-6);
        }
      }
    }
  }

  /// Mean, variance, skewness and kurtosis of both ways within 4.5 standard errors of the normal law's.
  @Test
  void momentsAreThoseOfEveryCellsDraws() {
    for (boolean own : new boolean[] {false, true}) {
      for (double[][] y : new double[][][] {fresh(own), output(own)}) {
        for (int j = 0; j < CELLS; j++) {
          double deviation = exactSigma(j, own);
          double error = 4.5 / Math.sqrt(VECTORS);
          assertEquals(0, (Samples.mean(y[j]) - exactMean(j)) / deviation, error);
          assertEquals(1, Samples.moment(y[j], exactMean(j), 2) / Math.pow(deviation, 2), error * Math.sqrt(2));
          assertEquals(0, Samples.moment(y[j], exactMean(j), 3) / Math.pow(deviation, 3), error * Math.sqrt(15));
          assertEquals(3, Samples.moment(y[j], exactMean(j), 4) / Math.pow(deviation, 4), error * Math.sqrt(96));
        }
      }
    }
  }

  /// The distribution functions of both ways differ by sampling error only, and both fit the normal law: 2.47 is the 1e-5
  /// quantile of the one statistic, 107 that of the other with 49 degrees of freedom.
  @Test
  void distributionsAreThoseOfEveryCellsDraws() {
    NormalDistribution law = new NormalDistribution();
    double[] bounds =
        IntStream.range(1, 50).mapToDouble(i -> law.inverseCumulativeProbability(i / 50.0)).toArray();
    for (boolean own : new boolean[] {false, true}) {
      double[][] fresh = fresh(own);
      double[][] output = output(own);
      for (int j = 0; j < CELLS; j++) {
        assertTrue(Samples.kolmogorovSmirnov(fresh[j], output[j]) < 2.47, "output " + j);
        assertTrue(Samples.chiSquare(standardized(fresh[j], j, own), bounds) < 107, "fresh, output " + j);
        assertTrue(Samples.chiSquare(standardized(output[j], j, own), bounds) < 107, "output " + j);
      }
    }
  }

  private double[] standardized(double[] y, int output, boolean own) {
    return IntStream.range(0, y.length)
        .mapToDouble(b -> (y[b] - exactMean(output)) / exactSigma(output, own))
        .toArray();
  }

  /// The tests above see an error of 3 % in σ.
  @Test
  void aWrongSigmaWouldBeSeen() {
    double[][] fresh = fresh(true);
    double[] wide = standardized(fresh[0], 0, true);
    double[] wider = IntStream.range(0, wide.length).mapToDouble(b -> wide[b] * 1.03).toArray();
    double error = 4.5 * Math.sqrt(2.0 / VECTORS);
    assertTrue(Math.abs(Samples.moment(wider, 0, 2) - 1) > error);
  }

  /// Outputs share no noise with each other, nor do multiplications.
  @Test
  void outputsAndMultiplicationsAreIndependent() {
    for (double[][] y : new double[][][] {fresh(true), output(true)}) {
      for (int j = 0; j + 1 < CELLS; j++) {
        assertEquals(0, Samples.correlation(y[j], y[j + 1]), 4.5);
        double[] next = IntStream.range(0, VECTORS).mapToDouble(b -> b).toArray();
        System.arraycopy(y[j], 1, next, 0, VECTORS - 1);
        next[VECTORS - 1] = y[j][0];
        assertEquals(0, Samples.correlation(y[j], next), 4.5);
      }
    }
  }

  /// Variants, threads and the cut into batches never show.
  @Test
  void theBitsDependOnTheAddressAlone() {
    for (boolean own : new boolean[] {false, true}) {
      double[][] wanted =
          sample(70, arena -> new OutputNoise(arena, fields(Backends.open(Backend.JAVA)), ARRAY, matrix(arena, own)));
      KernelVariants.forEach(
          (name, kernels) -> {
            double[][] got = sample(70, arena -> new OutputNoise(arena, fields(kernels), ARRAY, matrix(arena, own)));
            assertArrayEquals(wanted, got, name);
          });
      assertEquals(wanted[3][69], later(own)[3], 0);
    }
  }

  /// Products of multiplication 69 by itself.
  private double[] later(boolean own) {
    try (Arena arena = Arena.ofConfined();
        Workers one = new Workers(1)) {
      NoiseFields fields = fields(Backends.open(Backend.FFM));
      MemorySegment y = arena.allocate(JAVA_FLOAT, CELLS);
      OutputNoise noise = new OutputNoise(arena, fields, ARRAY, matrix(arena, own));
      noise.multiply(one, new Batch(69, 1, arena.allocateFrom(JAVA_FLOAT, x), y));
      return IntStream.range(0, CELLS).mapToDouble(j -> y.getAtIndex(JAVA_FLOAT, j)).toArray();
    }
  }

  /// The first vector of a batch sees the cells as fresh noise would; the others see the same cells.
  @Test
  void aBatchIsReadOnce() {
    NoiseFields fields = fields(Backends.open(Backend.FFM));
    for (boolean own : new boolean[] {false, true}) {
      double[][] fresh = sample(3, arena -> new FreshNoise(fields, ARRAY, matrix(arena, own)));
      double[][] batch = sample(3, arena -> new BatchNoise(fields, ARRAY, matrix(arena, own)));
      for (int j = 0; j < CELLS; j++) {
        assertArrayEquals(new double[] {fresh[j][0], fresh[j][0], fresh[j][0]}, batch[j]);
        assertTrue(fresh[j][0] != fresh[j][1] && fresh[j][1] != fresh[j][2]);
      }
    }
  }

  @Test
  void withoutNoiseAllAreTheProduct() {
    NoiseFields fields = fields(Backends.open(Backend.FFM));
    Function<Arena, CellMatrix> silent = arena -> CellMatrix.of(arena, PATCH, mean, 0);
    double[][] fresh = sample(2, arena -> new FreshNoise(fields, ARRAY, silent.apply(arena)));
    assertArrayEquals(fresh, sample(2, arena -> new BatchNoise(fields, ARRAY, silent.apply(arena))));
    assertArrayEquals(fresh, sample(2, arena -> new OutputNoise(arena, fields, ARRAY, silent.apply(arena))));
    float[] zero = new float[ROWS * CELLS];
    Function<Arena, CellMatrix> own = arena -> CellMatrix.of(arena, PATCH, mean, zero);
    assertArrayEquals(fresh, sample(2, arena -> new OutputNoise(arena, fields, ARRAY, own.apply(arena))));
    assertEquals(exactMean(2), fresh[2][1], 5e-6);
  }

  /// σ of conductances: squares far below the range of a float.
  @Test
  void tinySigmasKeepTheirSize() {
    NoiseFields fields = fields(Backends.open(Backend.FFM));
    float[] none = new float[ROWS * CELLS];
    float[] tiny = sigma.clone();
    for (int i = 0; i < tiny.length; i++) {
      tiny[i] = Math.scalb(tiny[i], -90);
    }
    double[][] large = sample(4, a -> new OutputNoise(a, fields, ARRAY, CellMatrix.of(a, PATCH, none, sigma)));
    double[][] small = sample(4, a -> new OutputNoise(a, fields, ARRAY, CellMatrix.of(a, PATCH, none, tiny)));
    for (int j = 0; j < CELLS; j++) {
      for (int b = 0; b < 4; b++) {
        assertEquals(large[j][b], Math.scalb(small[j][b], 90));
      }
    }
  }

  @Test
  void allValuesOutOfRangeAreNamed() {
    float[] bad = mean.clone();
    bad[CELLS + 2] = Float.NaN;
    float[] negative = sigma.clone();
    negative[0] = -1;
    try (Arena arena = Arena.ofConfined()) {
      String message =
          assertThrows(InvalidInputException.class, () -> CellMatrix.of(arena, PATCH, bad, negative)).getMessage();
      assertTrue(message.contains("mean[1][2]: NaN is not finite"), message);
      assertTrue(message.contains("sigma[0][0]: -1.0 is not a finite number of at least 0"), message);
      assertThrows(InvalidInputException.class, () -> CellMatrix.of(arena, PATCH, new float[3], 1));
      assertThrows(IllegalArgumentException.class, () -> new Batch(0, 0, arena.allocate(4), arena.allocate(4)));
      NoiseFields fields = fields(Backends.open(Backend.FFM));
      Batch small = new Batch(0, 1, arena.allocateFrom(JAVA_FLOAT, x), arena.allocate(4));
      try (Workers one = new Workers(1)) {
        Multiplier noise = new OutputNoise(arena, fields, ARRAY, CellMatrix.of(arena, PATCH, mean, 1));
        assertThrows(IllegalArgumentException.class, () -> noise.multiply(one, small));
      }
    }
  }

  @Test
  void squaresAreSummedWithinRounding() {
    for (int n = 1; n <= 130; n++) {
      float[] values = random(n, -3, 3);
      double wanted = 0;
      for (float v : values) {
        wanted += (double) v * v;
      }
      assertEquals(wanted, OutputNoise.sumOfSquares(values), 1e-14 * wanted);
    }
  }
}
