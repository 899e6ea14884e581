package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTest {
  private static final Image STEPS = new Image(3, 2, new float[] {0, 0.25f, 0.5f, 1, 0.75f, 0.125f});

  @Test
  void halvingAveragesFourPixels() {
    Image image = new Image(4, 2, new float[] {1, 0, 0.5f, 0.5f, 1, 1, 0, 0});
    assertArrayEquals(new float[] {0.75f, 0.25f}, image.resized(2, 1).ink());
  }

  @Test
  void fractionalPixelsCountByTheirArea() {
    Image image = new Image(3, 1, new float[] {0.3f, 0.6f, 0.9f});
    assertArrayEquals(new float[] {0.4f, 0.8f}, image.resized(2, 1).ink(), 1e-6f);
  }

  @Test
  void resizingKeepsTheMeanInk() {
    for (int side = 1; side <= 11; side++) {
      assertEquals(mean(STEPS), mean(STEPS.resized(side, 12 - side)), 1e-6);
    }
  }

  @Test
  void quarterTurnsAreClockwise() {
    assertArrayEquals(new float[] {1, 0, 0.75f, 0.25f, 0.125f, 0.5f}, STEPS.rotated(1).ink());
    assertArrayEquals(STEPS.ink(), STEPS.rotated(1).rotated(-1).ink());
    assertArrayEquals(STEPS.rotated(2).ink(), STEPS.rotated(1).rotated(1).ink());
  }

  @Test
  void rotatedSetHasFourTimesTheClasses() {
    ImageSet base = new BitImages("s", 2, 1, List.of("a", "b"), new long[][][] {{{1}}, {{2}, {3}}});
    ImageSet rotated = new RotatedImages(base);
    assertEquals(List.of("a@0", "b@0", "a@90", "b@90", "a@180", "b@180", "a@270", "b@270"), rotated.classNames());
    assertEquals(8, rotated.classes());
    assertEquals(12, rotated.total());
    assertArrayEquals(base.image(1, 0).rotated(3).ink(), rotated.image(7, 0).ink());
  }

  @Test
  void sizesMustFit() {
    assertEquals(
        "5 ink values do not fill 3 × 2 pixels",
        assertThrows(IllegalArgumentException.class, () -> new Image(3, 2, new float[5])).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Image(0, 2, new float[0]));
    assertThrows(IllegalArgumentException.class, () -> new Image(4097, 1, new float[4097]));
  }

  private static double mean(Image image) {
    double sum = 0;
    for (float ink : image.ink()) {
      sum += ink;
    }
    return sum / image.ink().length;
  }
}
