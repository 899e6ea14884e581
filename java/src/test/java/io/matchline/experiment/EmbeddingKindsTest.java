package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.data.DataFolder;
import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.data.Npz;
import io.matchline.experiment.MetricNoiseResult.Compared;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.Progress;
import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Run kinds over embeddings, from files and from generators.
class EmbeddingKindsTest {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final DataFolder NO_DATA = DataFolder.of(Map.of());
  private static final int ROWS = 30;
  private static final int DIMENSIONS = 7;

  @TempDir private Path folder;

  private static float[] numbers() {
    Random random = new Random(8);
    float[] numbers = new float[ROWS * DIMENSIONS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static int[] labels(int last) {
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i < 15 ? -4 : last;
    }
    return labels;
  }

  private Path archive() {
    Path file = folder.resolve("e.npz");
    Npz.write(file, Map.of(
        "embedding", NpyArray.of(numbers(), ROWS, DIMENSIONS), "label", NpyArray.of(labels(17), ROWS)));
    return file;
  }

  private static MetricNoiseResult noise(String text) {
    MetricNoise config = ConfigReader.read("m.yaml", text, MetricNoise.class);
    try (Workers workers = new Workers(2);
        Progress progress = Progress.start("metric-noise", "episodes", config.episodes())) {
      return new MetricNoiseKind(NO_DATA, KERNELS, workers).run(config, progress);
    }
  }

  private static double pearson(double[] a, double[] b) {
    double n = a.length;
    double sa = 0;
    double sb = 0;
    double sab = 0;
    double saa = 0;
    double sbb = 0;
    for (int i = 0; i < a.length; i++) {
      sa += a[i];
      sb += b[i];
      sab += a[i] * b[i];
      saa += a[i] * a[i];
      sbb += b[i] * b[i];
    }
    return (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  }

  /// Every episode has all rows, so correlations do not depend on the draw; with many planes that of LSH is the one of the
  /// angle.
  @Test
  void correlationsAreThoseOfAllPairs() {
    MetricNoiseResult result =
        noise("{ embeddings: { kind: npz, file: '" + archive() + "' }, rows: 30, episodes: 2, planes: 100 }");
    float[] e = numbers();
    int pairs = ROWS * (ROWS - 1) / 2;
    double[][] measured = new double[6][pairs];
    for (int i = 0, next = 0; i < ROWS; i++) {
      for (int j = i + 1; j < ROWS; j++, next++) {
        double ij = 0;
        double ii = 0;
        double jj = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
          double a = e[i * DIMENSIONS + d];
          double b = e[j * DIMENSIONS + d];
          ij += a * b;
          ii += a * a;
          jj += b * b;
          measured[1][next] += (a - b) * (a - b);
          measured[2][next] += Math.abs(a - b);
          measured[3][next] = Math.max(measured[3][next], Math.abs(a - b));
          measured[4][next] += a > 0 != b > 0 ? 1 : 0;
        }
        measured[0][next] = ij / Math.sqrt(ii * jj);
        measured[1][next] = Math.sqrt(measured[1][next]);
        measured[5][next] = Math.acos(measured[0][next]);
      }
    }
    Compared[] metrics = {Compared.L2, Compared.L1, Compared.LINF, Compared.SIGN};
    for (int m = 0; m < metrics.length; m++) {
      double expected = Math.abs(pearson(measured[0], measured[m + 1]));
      assertArrayEquals(new double[] {expected, expected}, result.correlation().get(metrics[m]), 1e-9);
    }
    double angle = Math.abs(pearson(measured[0], measured[5]));
    assertEquals(angle, result.correlation().get(Compared.LSH)[0], 0.02);
    assertEquals(
        Math.sqrt(1 - angle * angle) / angle, result.strength(Compared.LSH).value(), 0.1);
  }

  /// The published order needs signed embeddings and several planes per number.
  @Test
  void theOrderBreaksWithFewPlanesAndWithUnsignedNumbers() {
    String text = "{ embeddings: { kind: normal, classes: 20, rows: 20, dimensions: 48, spread: 70 %% }, rows: 60,"
        + " episodes: 12, planes: %s, values: %s }";
    assertEquals("LSH < L2 < L1 < L∞", noise(text.formatted("8", "kept")).order());
    assertTrue(noise(text.formatted("8", "kept")).ordered());
    assertFalse(noise(text.formatted("0.5", "kept")).ordered());
    MetricNoiseResult unsigned = noise(text.formatted("4", "absolute"));
    assertFalse(unsigned.ordered());
    assertFalse(unsigned.related(Compared.SIGN));
    assertTrue(noise(text.formatted("4", "centred")).ordered());
  }

  private EmbeddingMapResult map(String text) {
    EmbeddingMap config = ConfigReader.read("m.yaml", text, EmbeddingMap.class);
    try (Workers workers = new Workers(2);
        Progress progress = Progress.start("embedding-map", "maps", 2)) {
      return new EmbeddingMapKind(NO_DATA, KERNELS, workers).run(config, progress);
    }
  }

  @Test
  void mapsHaveScoresAndNoiseMixesThem() {
    String text = "{ embeddings: { kind: normal, classes: 4, rows: 20, dimensions: 16, spread: 20 %% }, noise: %s,"
        + " features: { kind: lsh, bits: 256, centre: none }, tsne: { perplexity: 10, iterations: 300 } }";
    EmbeddingMapResult clean = map(text.formatted("0"));
    EmbeddingMapResult noisy = map(text.formatted("3"));
    for (EmbeddingMapResult.One one : List.of(clean.raw(), clean.coded())) {
      assertEquals(1, one.purity().value(), 1e-12);
      assertEquals(1, one.mapPurity().value(), 0.02);
      assertTrue(one.silhouette().value() > 0.5 && one.mapSilhouette().value() > 0.5);
      assertTrue(one.trustworthiness() > 0.85);
    }
    assertTrue(noisy.raw().purity().value() < 0.7 && noisy.coded().purity().value() < 0.7);
    assertTrue(noisy.raw().silhouette().value() < 0.1);
    assertEquals(clean.toJson(), EmbeddingMapResult.fromJson(clean.toJson()).toJson());
  }

  @Test
  void classesOfFilesAreTheirNumbers() {
    String tsne = ", tsne: { perplexity: 5, iterations: 20 } }";
    EmbeddingMapResult result = map("{ embeddings: { kind: npz, file: '" + archive() + "' }" + tsne);
    assertEquals(List.of("-4", "17"), result.classNames());
    Path rows = folder.resolve("e.npy");
    Path labels = folder.resolve("l.npy");
    Npy.write(rows, NpyArray.of(numbers(), ROWS, DIMENSIONS));
    Npy.write(labels, NpyArray.of(labels(17), ROWS));
    EmbeddingMapResult same =
        map("{ embeddings: { kind: npy, file: '" + rows + "', labels: '" + labels + "' }" + tsne);
    assertEquals(result.toJson(), same.toJson());
  }

  @Test
  void theFirstRowsOfEveryClassAreTaken() {
    float[] all = numbers();
    float[] some = new float[2 * 12 * DIMENSIONS];
    System.arraycopy(all, 0, some, 0, 12 * DIMENSIONS);
    System.arraycopy(all, 15 * DIMENSIONS, some, 12 * DIMENSIONS, 12 * DIMENSIONS);
    int[] labels = new int[24];
    Arrays.fill(labels, 0, 12, -4);
    Arrays.fill(labels, 12, 24, 17);
    Path brief = folder.resolve("brief.npz");
    Npz.write(brief, Map.of(
        "embedding", NpyArray.of(some, 24, DIMENSIONS), "label", NpyArray.of(labels, 24)));
    String tsne = "tsne: { perplexity: 5, iterations: 20 } }";
    assertEquals(
        map("{ embeddings: { kind: npz, file: '" + brief + "' }, " + tsne).toJson(),
        map("{ embeddings: { kind: npz, file: '" + archive() + "', images: 12 }, " + tsne).toJson());
    assertTrue(fault("{ embeddings: { kind: npz, file: '" + archive() + "', images: 16 } }")
        .contains("images = 16 is above the 15 of class 17"));
  }

  @Test
  void damagedFilesAreNamed() {
    Path other = folder.resolve("other.npz");
    Npz.write(other, Map.of("weights", NpyArray.of(new float[4], 2, 2)));
    assertEquals(
        other + ": no array `embedding`; it has weights\n" + other + ": no array `label`; it has weights",
        fault("{ embeddings: { kind: npz, file: '" + other + "' } }"));
    Path brief = folder.resolve("short.npz");
    Npz.write(brief, Map.of(
        "embedding", NpyArray.of(numbers(), ROWS, DIMENSIONS), "label", NpyArray.of(new int[3], 3)));
    assertEquals(
        brief + ":label: shape [3] of <i4; a whole number for each of the 30 rows is needed",
        fault("{ embeddings: { kind: npz, file: '" + brief + "' } }"));
    assertEquals(
        "30 points have no 90 neighbours each, which are three times tsne.perplexity",
        fault("{ embeddings: { kind: npz, file: '" + archive() + "' } }"));
    assertTrue(fault("{ embeddings: { kind: images, classes: 101 } }").contains("classes = 101 is above its 100 classes"));
  }

  private String fault(String text) {
    return assertThrows(InvalidInputException.class, () -> map(text)).getMessage();
  }
}
