package io.matchline.data;

import java.util.ArrayList;
import java.util.List;

/// Characters of an invented script, drawn by invented hands: a stand-in for Omniglot that needs no download.
///
/// Each class is a few pen strokes, each drawer has a slant, size and pen, and each drawing wobbles. The same seed
/// gives the same pixels on every machine.
public final class Glyphs {
  /// Pixels along a side, as in Omniglot.
  public static final int SIDE = 105;

  /// Seed of the set that examples and tests use.
  public static final long SEED = 1;

  public static final int CLASSES = 100;
  public static final int DRAWERS = 20;

  /// Characters of {@link #background}.
  public static final int BACKGROUND_CLASSES = 200;

  private static final int MAX_CLASSES = 10_000;
  private static final int MAX_DRAWERS = 1_000;

  private Glyphs() {}

  /// The built-in set: {@value #CLASSES} classes, each drawn by {@value #DRAWERS} hands.
  public static ImageSet load() {
    return draw(CLASSES, DRAWERS, SEED);
  }

  /// Other characters by other hands, to train on: none of those of {@link #load}.
  public static ImageSet background() {
    return draw(BACKGROUND_CLASSES, DRAWERS, SEED + 1);
  }

  /// Image `i` of a class is by drawer `i`.
  ///
  /// @param classes 1 … 10,000
  /// @param drawers 1 … 1,000
  public static ImageSet draw(int classes, int drawers, long seed) {
    if (classes < 1 || classes > MAX_CLASSES || drawers < 1 || drawers > MAX_DRAWERS) {
      throw new IllegalArgumentException(
          "%d glyph classes by %d drawers are outside 1 … %d by 1 … %d"
              .formatted(classes, drawers, MAX_CLASSES, MAX_DRAWERS));
    }
    List<String> names = new ArrayList<>();
    long[][][] bits = new long[classes][drawers][];
    for (int c = 0; c < classes; c++) {
      names.add("glyph%03d".formatted(c + 1));
      GlyphShape shape = GlyphShape.of(seed, c);
      for (int d = 0; d < drawers; d++) {
        bits[c][d] = BitImages.pack(Hand.of(seed, d).draw(seed, d, c, shape));
      }
    }
    return new BitImages("glyphs", SIDE, SIDE, names, bits);
  }
}
