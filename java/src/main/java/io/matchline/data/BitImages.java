package io.matchline.data;

import java.util.List;

/// Black-and-white images, one bit per pixel.
///
/// @param bits `[class][image][(width · height + 63) / 64]`, pixel p is bit p mod 64 of word p / 64
public record BitImages(String name, int width, int height, List<String> classNames, long[][][] bits)
    implements ImageSet {
  public BitImages {
    classNames = List.copyOf(classNames);
    if (bits.length != classNames.size()) {
      throw new IllegalArgumentException(
          "%d classes of images for %d class names".formatted(bits.length, classNames.size()));
    }
    for (long[][] images : bits) {
      for (long[] image : images) {
        if (image.length != words(width, height)) {
          throw new IllegalArgumentException(
              "%d words do not hold %d × %d bits".formatted(image.length, width, height));
        }
      }
    }
  }

  @Override
  public int images(int classIndex) {
    return bits[classIndex].length;
  }

  @Override
  public Image image(int classIndex, int index) {
    long[] packed = bits[classIndex][index];
    float[] ink = new float[width * height];
    for (int p = 0; p < ink.length; p++) {
      ink[p] = packed[p >> 6] >>> p & 1;
    }
    return new Image(width, height, ink);
  }

  /// Packs an image; half ink and more is a one.
  static long[] pack(Image image) {
    long[] packed = new long[words(image.width(), image.height())];
    float[] ink = image.ink();
    for (int p = 0; p < ink.length; p++) {
      if (ink[p] >= 0.5f) {
        packed[p >> 6] |= 1L << p;
      }
    }
    return packed;
  }

  private static int words(int width, int height) {
    return (width * height + 63) / 64;
  }
}
