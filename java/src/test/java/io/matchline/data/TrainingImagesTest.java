package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainingImagesTest {
  private static final ImageSet SET = new RotatedImages(ResizedImages.of(Glyphs.draw(4, 5, 2), 28));

  @Test
  void resizedImagesAreThoseOfTheSet() {
    ImageSet large = Glyphs.draw(4, 5, 2);
    assertArrayEquals(large.image(3, 1).resized(28, 28).ink(), SET.image(3, 1).ink());
    assertArrayEquals(large.image(3, 1).resized(28, 28).rotated(3).ink(), SET.image(15, 1).ink());
    assertEquals(16, SET.classes());
  }

  @Test
  void aStepGetsTheSameImagesWhereverTheStreamBegins() {
    Episodes episodes = new Episodes(SET, 3, 2, 1, 8);
    Augmentation changes = new Augmentation(2, 10);
    try (EpisodeStream all = new EpisodeStream(episodes, changes);
        EpisodeStream late = new EpisodeStream(episodes, changes)) {
      EpisodeImages last = null;
      for (int step = 0; step < 4; step++) {
        last = all.of(step);
      }
      EpisodeImages same = late.of(3);
      assertArrayEquals(last.pixels(), same.pixels());
      assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, same.supportLabel());
      assertArrayEquals(new int[] {0, 1, 2}, same.queryLabel());
      assertEquals(9, same.images());
      assertNotEquals(Arrays.hashCode(same.pixels()), Arrays.hashCode(late.of(2).pixels()));
    }
  }

  @Test
  void imagesStandInTheOrderOfTheirLabels() {
    Episodes episodes = new Episodes(SET, 3, 2, 1, 8);
    Episode episode = episodes.episode(5);
    EpisodeImages images = EpisodeImages.of(episodes, Augmentation.NONE, 5);
    float[] second = SET.image(episode.classIndex()[1], episode.support()[1][0]).ink();
    assertArrayEquals(second, Arrays.copyOfRange(images.pixels(), 2 * 784, 3 * 784));
    float[] query = SET.image(episode.classIndex()[2], episode.query()[2][0]).ink();
    assertArrayEquals(query, Arrays.copyOfRange(images.pixels(), 8 * 784, 9 * 784));
  }

  @Test
  void wholeShiftsAndQuarterTurnsMoveEveryPixel() {
    Image image = SET.image(2, 0);
    Image shifted = Augmentation.moved(image, 3, -2, 0);
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        float wanted = x < 3 || y + 2 >= 28 ? 0 : image.at(x - 3, y + 2);
        assertEquals(wanted, shifted.at(x, y), 1e-6);
      }
    }
    float[] turned = Augmentation.moved(image, 0, 0, Math.PI / 2).ink();
    assertArrayEquals(image.rotated(1).ink(), turned, 1e-5f);
    assertSame(image, Augmentation.NONE.of(image, 1, 2, 3));
  }
}
