package io.matchline.data;

import java.util.List;

/// Grey images, one byte per pixel.
///
/// @param pixels the images one after the other, 0 = paper … 255 = ink
/// @param members `[class][image]` position of each image in `pixels`, counted in images
public record ByteImages(String name, int width, int height, List<String> classNames, byte[] pixels, int[][] members)
    implements ImageSet {
  public ByteImages {
    classNames = List.copyOf(classNames);
    if (members.length != classNames.size()) {
      throw new IllegalArgumentException(
          "%d classes of images for %d class names".formatted(members.length, classNames.size()));
    }
  }

  @Override
  public int images(int classIndex) {
    return members[classIndex].length;
  }

  @Override
  public Image image(int classIndex, int index) {
    float[] ink = new float[width * height];
    int begin = members[classIndex][index] * ink.length;
    for (int p = 0; p < ink.length; p++) {
      ink[p] = Byte.toUnsignedInt(pixels[begin + p]) / 255f;
    }
    return new Image(width, height, ink);
  }
}
