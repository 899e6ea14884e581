package io.matchline.data;

import java.util.List;

/// A set on another grid, kept unpacked: what a network is trained on.
///
/// @param resized `[class][image]`
public record ResizedImages(String name, List<String> classNames, Image[][] resized) implements ImageSet {
  public ResizedImages {
    classNames = List.copyOf(classNames);
    if (resized.length != classNames.size()) {
      throw new IllegalArgumentException(
          "%d classes of images for %d class names".formatted(resized.length, classNames.size()));
    }
  }

  /// Every image of `set` with `side` × `side` pixels.
  public static ResizedImages of(ImageSet set, int side) {
    Image[][] resized = new Image[set.classes()][];
    for (int c = 0; c < resized.length; c++) {
      resized[c] = new Image[set.images(c)];
      for (int i = 0; i < resized[c].length; i++) {
        Image image = set.image(c, i);
        resized[c][i] = image.width() == side && image.height() == side ? image : image.resized(side, side);
      }
    }
    return new ResizedImages(set.name(), set.classNames(), resized);
  }

  @Override
  public int images(int classIndex) {
    return resized[classIndex].length;
  }

  @Override
  public Image image(int classIndex, int index) {
    return resized[classIndex][index];
  }
}
