package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void smallCasesByHand() {
    float[] a = {1, 2, -2};
    float[] b = {4, 2, 2};
    assertEquals(5, Metric.L2.distance(a, b));
    assertEquals(7, Metric.L1.distance(a, b));
    assertEquals(4, Metric.LINF.distance(a, b));
    assertEquals(1 - 4 / Math.sqrt(9 * 24), Metric.COSINE.distance(a, b), 1e-15);
    assertEquals(1, Metric.COSINE.distance(a, new float[3]));
    assertThrows(IllegalArgumentException.class, () -> Metric.L1.distance(a, new float[2]));
  }

  @Test
  void dotProductsAreExactToRounding() {
    Random random = new Random(8);
    for (int n : new int[] {1, 15, 16, 17, 33, 256, 1000}) {
      float[] a = new float[n];
      float[] b = new float[n];
      BigDecimal exact = BigDecimal.ZERO;
      double magnitude = 0;
      for (int i = 0; i < n; i++) {
        a[i] = (float) random.nextGaussian();
        b[i] = (float) random.nextGaussian();
        exact = exact.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])), MathContext.UNLIMITED);
        magnitude += Math.abs((double) a[i] * b[i]);
      }
      assertEquals(exact.doubleValue(), Dot.of(a, b), magnitude * (n / 16.0 + 5) * 0x1p-53);
    }
  }

  /// 2⁵³ + 1 + … loses the ones when it is summed from the left, not when they have lanes of their own.
  @Test
  void dotProductsUseSixteenLanes() {
    float[] a = new float[32];
    float[] ones = new float[32];
    Arrays.fill(a, 1);
    Arrays.fill(ones, 1);
    a[0] = 0x1p53f;
    a[16] = -0x1p53f;
    assertEquals(30, Dot.of(a, ones));
  }

  @Test
  void projectionsOntoManyPlanesAreDotProducts() {
    Random random = new Random(9);
    for (int n : new int[] {1, 15, 16, 17, 33, 64, 100}) {
      float[][] normals = new float[1 + n % 7 * 11][n];
      float[] e = new float[n];
      for (int i = 0; i < n; i++) {
        e[i] = (float) random.nextGaussian();
        for (float[] normal : normals) {
          normal[i] = (float) random.nextGaussian();
        }
      }
      double[] projections = new Planes(normals).projections(e);
      for (int p = 0; p < normals.length; p++) {
        assertEquals(Dot.of(normals[p], e), projections[p], n + " dimensions, plane " + p);
      }
    }
  }

  @Test
  void tiesGoToTheLowestRow() {
    float[][] stored = {{5, 5}, {1, 0}, {0, 1}, {1, 0}};
    assertEquals(1, Metric.L1.nearest(stored, new float[] {0.5f, 0.5f}));
    assertEquals(2, Metric.L2.nearest(stored, new float[] {0.4f, 0.6f}));
  }
}
