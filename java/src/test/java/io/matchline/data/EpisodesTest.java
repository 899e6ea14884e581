package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final ImageSet SET = blank(12, 7);

  private static ImageSet blank(int classes, int images) {
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
    return new BitImages("blank", 1, 1, names, new long[classes][images][1]);
  }

  @Test
  void anEpisodeDependsOnSeedAndNumberOnly() {
    Episodes episodes = new Episodes(SET, 5, 2, 3, 9);
    Episode fresh = new Episodes(SET, 5, 2, 3, 9).episode(1000);
    for (int i = 0; i < 5; i++) {
      episodes.episode(i);
    }
    Episode later = episodes.episode(1000);
    assertArrayEquals(fresh.classIndex(), later.classIndex());
    assertArrayEquals(fresh.query()[4], later.query()[4]);
    Episode other = new Episodes(SET, 5, 2, 3, 10).episode(1000);
    assertFalse(
        Arrays.equals(fresh.classIndex(), other.classIndex()) && Arrays.deepEquals(fresh.query(), other.query()));
  }

  @Test
  void classesAndImagesDiffer() {
    Episodes episodes = new Episodes(SET, 12, 3, 4, 1);
    for (int i = 0; i < 50; i++) {
      Episode e = episodes.episode(i);
      assertEquals(12, Arrays.stream(e.classIndex()).distinct().count());
      for (int w = 0; w < 12; w++) {
        IntStream all = IntStream.concat(Arrays.stream(e.support()[w]), Arrays.stream(e.query()[w]));
        assertEquals(7, all.filter(image -> image >= 0 && image < 7).distinct().count());
      }
    }
  }

  /// Every class is equally likely; χ² of 12 classes has 11 degrees of freedom, 31.3 is its 99.9 % point.
  @Test
  void classesAreDrawnEvenly() {
    int[] drawn = new int[12];
    Episodes episodes = new Episodes(SET, 1, 1, 1, 4);
    for (int i = 0; i < 2400; i++) {
      drawn[episodes.episode(i).classIndex()[0]]++;
    }
    double chiSquare = Arrays.stream(drawn).mapToDouble(n -> (n - 200.0) * (n - 200.0) / 200).sum();
    assertTrue(chiSquare < 31.3, Arrays.toString(drawn));
  }

  @Test
  void everyBrokenRuleIsNamed() {
    ImageSet small = blank(2, 3);
    var e = assertThrows(InvalidInputException.class, () -> new Episodes(small, 3, 0, 4, 1));
    assertEquals(
        """
        episodes: shots = 0 is below 1
        blank: ways = 3 is above its 2 classes
        blank: shots + queries = 0 + 4 is above the 3 images of class c0
        blank: shots + queries = 0 + 4 is above the 3 images of class c1""",
        e.getMessage());
  }

  @Test
  void officialRunsUseTheirOwnClasses() {
    Episode last = Episode.officialRun(19);
    assertEquals(380, last.classIndex()[0]);
    assertEquals(399, last.classIndex()[19]);
    assertArrayEquals(new int[] {0}, last.support()[19]);
    assertArrayEquals(new int[] {1}, last.query()[19]);
    assertThrows(IllegalArgumentException.class, () -> Episode.officialRun(20));
  }
}
