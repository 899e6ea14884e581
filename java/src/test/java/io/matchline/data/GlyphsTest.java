package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GlyphsTest {
  /// SHA-256 of the packed pixels of the built-in set; another value means that published results change.
  private static final String GOLDEN = "894f84086b889ea0a873e123f0366d87563a4f81e9b815dd1d5c124380ae9d2d";

  @Test
  void builtInSetIsTheSameEverywhere() throws Exception {
    ImageSet glyphs = Glyphs.load();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int c = 0; c < glyphs.classes(); c++) {
      for (int i = 0; i < glyphs.images(c); i++) {
        for (long word : BitImages.pack(glyphs.image(c, i))) {
          digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, word));
        }
      }
    }
    assertEquals(GOLDEN, HexFormat.of().formatHex(digest.digest()));
    assertEquals(2000, glyphs.total());
    assertEquals("glyph100", glyphs.classNames().getLast());
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOne() {
    ImageSet small = Glyphs.draw(3, 2, 5);
    ImageSet large = Glyphs.draw(4, 3, 5);
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(small.image(c, 1).ink(), large.image(c, 1).ink());
    }
  }

  @Test
  void drawingsStayOnThePaper() {
    ImageSet glyphs = Glyphs.load();
    for (int c = 0; c < glyphs.classes(); c++) {
      for (int i = 0; i < glyphs.images(c); i++) {
        Image image = glyphs.image(c, i);
        int inside = 0;
        int border = 0;
        for (int y = 0; y < Glyphs.SIDE; y++) {
          for (int x = 0; x < Glyphs.SIDE; x++) {
            boolean edge = x % (Glyphs.SIDE - 1) == 0 || y % (Glyphs.SIDE - 1) == 0;
            inside += edge ? 0 : (int) image.at(x, y);
            border += edge ? (int) image.at(x, y) : 0;
          }
        }
        assertTrue(inside >= 30 && inside <= 2500, "class " + c + " drawer " + i + ": " + inside + " pixels");
        assertEquals(0, border, "class " + c + " drawer " + i + " leaves the paper");
      }
    }
  }

  /// Omniglot's evaluation alphabets give about a quarter in the same task; chance is 5 %.
  @Test
  void rawPixelsAreAsHardAsHandwriting() {
    Episodes episodes = new Episodes(Glyphs.load(), 20, 1, 1, 3);
    int right = 0;
    for (int e = 0; e < 25; e++) {
      right += RawPixels.right(episodes.set(), episodes.episode(e), RawPixels.Metric.COSINE);
    }
    assertTrue(right >= 75 && right <= 175, right + " of 500");
  }

  @Test
  void countsAreBounded() {
    assertThrows(IllegalArgumentException.class, () -> Glyphs.draw(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> Glyphs.draw(1, 1001, 1));
  }
}
