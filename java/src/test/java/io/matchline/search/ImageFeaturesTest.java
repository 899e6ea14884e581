package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageFeaturesTest {
  private static final int SIDE = 105;

  /// Ink where a point `(x, y)` pixels from the middle is in the shape.
  private interface Shape {
    boolean contains(double x, double y);
  }

  private static float[] features(double moveX, double moveY, double scale, Shape shape) {
    float[] ink = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = shape.contains((x - 52 - moveX) / scale, (y - 52 - moveY) / scale);
        ink[y * SIDE + x] = inside ? 1 : 0;
      }
    }
    return ImageFeatures.of(SIDE, SIDE, ink);
  }

  /// An L with a bar across its foot.
  private static boolean letter(double x, double y) {
    boolean stem = Math.abs(x + 15) <= 2 && Math.abs(y) <= 25;
    boolean foot = Math.abs(y - 23) <= 2 && x >= -15 && x <= 20;
    boolean bar = Math.abs(x - y + 18) <= 2 && x >= -8 && x <= 12;
    return stem || foot || bar;
  }

  @Test
  void embeddingsHaveLengthOne() {
    float[] e = features(0, 0, 1, ImageFeaturesTest::letter);
    assertEquals(256, e.length);
    assertEquals(1, Dot.of(e, e), 1e-6);
    for (float v : e) {
      assertTrue(v >= 0);
    }
  }

  @Test
  void placeDoesNotMatter() {
    float[] middle = features(0, 0, 1, ImageFeaturesTest::letter);
    assertArrayEquals(middle, features(-7, 11, 1, ImageFeaturesTest::letter), 1e-5f);
  }

  @Test
  void sizeHardlyMatters() {
    float[] full = features(0, 0, 1.3, ImageFeaturesTest::letter);
    float[] small = features(0, 0, 0.65, ImageFeaturesTest::letter);
    assertTrue(Metric.COSINE.distance(full, small) < 0.02);
    float[] turned = features(0, 0, 1, (x, y) -> letter(y, x));
    assertTrue(Metric.COSINE.distance(full, turned) > 0.3);
  }

  /// Long bars: all but the ends has one gradient direction; 0 is across an upright stroke, then by 45°.
  @Test
  void strokesFallIntoTheirDirection() {
    assertDirection(0, (x, y) -> Math.abs(x) <= 2 && Math.abs(y) <= 40);
    assertDirection(1, (x, y) -> Math.abs(x + y) <= 3 && Math.abs(x - y) <= 60);
    assertDirection(2, (x, y) -> Math.abs(y) <= 2 && Math.abs(x) <= 40);
    assertDirection(3, (x, y) -> Math.abs(x - y) <= 3 && Math.abs(x + y) <= 60);
  }

  private static void assertDirection(int direction, Shape shape) {
    float[] e = features(0, 0, 1, shape);
    double share = 0;
    for (int i = direction; i < e.length; i += 4) {
      share += e[i] * e[i];
    }
    assertTrue(share > 0.9, "direction " + direction + " holds " + share);
  }

  @Test
  void emptyPaperGivesZeros() {
    assertArrayEquals(new float[256], ImageFeatures.of(5, 4, new float[20]));
    float[] dot = new float[25];
    dot[12] = 1;
    for (float v : ImageFeatures.of(5, 5, dot)) {
      assertTrue(v >= 0 && v <= 1);
    }
    assertThrows(IllegalArgumentException.class, () -> ImageFeatures.of(5, 4, new float[19]));
  }
}
