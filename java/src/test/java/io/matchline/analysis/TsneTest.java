package io.matchline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TsneTest {
  private static final Workers WORKERS = new Workers(1);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static double[][] points(int seed, int count, int dimensions) {
    Random random = new Random(seed);
    double[][] points = new double[count][dimensions];
    for (double[] point : points) {
      Arrays.setAll(point, d -> random.nextGaussian());
    }
    return points;
  }

  /// Five classes of points around corners of a simplex.
  private static double[][] clusters(int perClass) {
    double[][] points = points(3, 5 * perClass, 10);
    for (int i = 0; i < points.length; i++) {
      points[i][i / perClass] += 12;
    }
    return points;
  }

  private static Affinities affinities(double[][] points, int neighbours, double perplexity) {
    return Affinities.of(Neighbours.squares(points, WORKERS), neighbours, perplexity, WORKERS);
  }

  private static double[] coordinate(double[][] points, int d) {
    return Arrays.stream(points).mapToDouble(point -> point[d]).toArray();
  }

  /// All affinities as a full matrix.
  private static double[][] full(Affinities affinities) {
    int n = affinities.other().length;
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < affinities.other()[i].length; k++) {
        p[i][affinities.other()[i][k]] = affinities.share()[i][k];
      }
    }
    return p;
  }

  /// The divergence by its definition.
  private static double divergence(double[][] p, double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        sum += i == j ? 0 : 1 / (1 + Math.pow(x[i] - x[j], 2) + Math.pow(y[i] - y[j], 2));
      }
    }
    double divergence = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        double q = 1 / (1 + Math.pow(x[i] - x[j], 2) + Math.pow(y[i] - y[j], 2)) / sum;
        divergence += p[i][j] > 0 ? p[i][j] * Math.log(p[i][j] / q) : 0;
      }
    }
    return divergence;
  }

  @Test
  void sharesHaveTheEntropyOfThePerplexityAndSumToOne() {
    double[][] points = points(1, 60, 4);
    Affinities all = affinities(points, 59, 12);
    double[][] p = full(all);
    double sum = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        assertEquals(p[i][j], p[j][i]);
        sum += p[i][j];
      }
    }
    assertEquals(1, sum, 1e-12);
    double[][] two = {{0}, {1}, {3}};
    double[][] q = full(affinities(two, 2, 1.5));
    // Entropy ln 1.5 of (a, 1 − a) is at a = 0.8597, or 0.1403, whatever the distances.
    double a = 0.859723493;
    assertEquals((a + a) / 6, q[0][1], 1e-9);
    assertEquals((1 - a + (1 - a)) / 6, q[0][2], 1e-9);
    assertEquals((1 - a + a) / 6, q[1][2], 1e-9);
  }

  /// With θ = 0 nothing is approximated.
  @Test
  void theGradientIsExactWithoutApproximation() {
    double[][] points = points(2, 120, 5);
    double[][] at = points(4, 120, 2);
    at[7] = at[3].clone();
    at[9] = at[3].clone();
    Affinities affinities = affinities(points, 30, 10);
    double[][] p = full(affinities);
    double[] x = coordinate(at, 0);
    double[] y = coordinate(at, 1);
    double sum = 0;
    double[][] q = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        q[i][j] = i == j ? 0 : 1 / (1 + (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
        sum += q[i][j];
      }
    }
    TsneGradient exact = TsneGradient.of(affinities, x, y, 0, 1, WORKERS);
    TsneGradient early = TsneGradient.of(affinities, x, y, 0, 4, WORKERS);
    TsneGradient close = TsneGradient.of(affinities, x, y, 0.5, 1, WORKERS);
    double error = 0;
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      double slopeX = 0;
      double slopeEarly = 0;
      double slopeY = 0;
      for (int j = 0; j < x.length; j++) {
        slopeX += 4 * (p[i][j] - q[i][j] / sum) * q[i][j] * (x[i] - x[j]);
        slopeEarly += 4 * (4 * p[i][j] - q[i][j] / sum) * q[i][j] * (x[i] - x[j]);
        slopeY += 4 * (p[i][j] - q[i][j] / sum) * q[i][j] * (y[i] - y[j]);
      }
      assertEquals(slopeX, exact.x()[i], 1e-9);
      assertEquals(slopeY, exact.y()[i], 1e-9);
      assertEquals(slopeEarly, early.x()[i], 1e-9);
      error += Math.pow(close.x()[i] - slopeX, 2) + Math.pow(close.y()[i] - slopeY, 2);
      size += slopeX * slopeX + slopeY * slopeY;
    }
    assertEquals(divergence(p, x, y), exact.divergence(), 1e-9);
    assertTrue(error < 1e-4 * size && error > 0, "θ = 0.5 is off by " + Math.sqrt(error / size));
  }

  @Test
  void theGradientIsTheSlopeOfTheDivergence() {
    double[][] at = points(6, 40, 2);
    Affinities affinities = affinities(points(5, 40, 3), 20, 6);
    double[][] p = full(affinities);
    double[] x = coordinate(at, 0);
    double[] y = coordinate(at, 1);
    TsneGradient slope = TsneGradient.of(affinities, x, y, 0, 1, WORKERS);
    for (int i = 0; i < x.length; i += 7) {
      double before = x[i];
      x[i] = before + 1e-5;
      double above = divergence(p, x, y);
      x[i] = before - 1e-5;
      double below = divergence(p, x, y);
      x[i] = before;
      assertEquals((above - below) / 2e-5, slope.x()[i], 1e-8);
    }
  }

  @Test
  void clustersComeApartWithTheSameBitsOnAnyNumberOfThreads() {
    double[][] points = clusters(40);
    int[] label = new int[points.length];
    Arrays.setAll(label, i -> i / 40);
    TsneSettings settings = new TsneSettings(15, 400, 0.5, 12);
    Tsne.Layout layout = Tsne.of(points, settings, WORKERS);
    try (Workers three = new Workers(3)) {
      Tsne.Layout again = Tsne.of(points, settings, three);
      assertArrayEquals(layout.x(), again.x());
      assertArrayEquals(layout.y(), again.y());
    }
    double[] purity = ClusterScores.purity(layout.points(), label, 10, WORKERS);
    assertEquals(1, Arrays.stream(purity).average().orElseThrow(), 1e-12);
    assertTrue(Arrays.stream(ClusterScores.silhouette(layout.points(), label, WORKERS)).average().orElseThrow() > 0.6);
    assertTrue(ClusterScores.trustworthiness(points, layout.points(), 10, WORKERS) > 0.93);
    Affinities affinities = affinities(points, 45, 15);
    double last = divergence(full(affinities), layout.x(), layout.y());
    assertEquals(last, layout.divergence(), 1e-2 * last);
    double[][] plane = PrincipalAxes.of(points);
    assertTrue(last < 0.5 * divergence(full(affinities), plane[0], plane[1]), last + " nats");
  }

  /// Points on a tilted ellipse: the axes are those of the ellipse.
  @Test
  void principalAxesAreThoseOfAnEllipse() {
    int n = 360;
    double tilt = 0.4;
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      double u = 3 * Math.cos(2 * Math.PI * i / n);
      double v = Math.sin(2 * Math.PI * i / n);
      points[i] = new double[] {5 + u * Math.cos(tilt) - v * Math.sin(tilt), u * Math.sin(tilt) + v * Math.cos(tilt), -2};
    }
    double[][] axes = PrincipalAxes.of(points);
    for (int i = 0; i < n; i++) {
      assertEquals(3 * Math.cos(2 * Math.PI * i / n), axes[0][i], 1e-9);
      assertEquals(Math.sin(2 * Math.PI * i / n), axes[1][i], 1e-9);
    }
  }

  @Test
  void whatHasNoLayoutIsNamed() {
    TsneSettings settings = new TsneSettings(30, 10, 0.5, 12);
    assertEquals(
        "90 points have no 90 neighbours each, which are three times tsne.perplexity",
        assertThrows(IllegalArgumentException.class, () -> Tsne.of(points(1, 90, 2), settings, WORKERS)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new TsneSettings(30, 10, 0.8, 12));
    assertThrows(IllegalArgumentException.class, () -> new TsneSettings(1, 10, 0.5, 12));
    double[][] same = new double[100][3];
    Tsne.Layout layout = Tsne.of(same, settings, WORKERS);
    assertTrue(Arrays.stream(layout.x()).allMatch(Double::isFinite));
  }
}
