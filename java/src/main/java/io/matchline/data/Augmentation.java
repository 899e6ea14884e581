package io.matchline.data;

import io.matchline.noise.NoiseStream;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Small random changes of training images; those of one image are a function of seed, step and its place in the batch.
///
/// @param shiftPixels largest shift along either axis
/// @param turnDegrees largest turn about the middle
@Named(value = "augmentation", doc = "small random changes of training images")
public record Augmentation(
    @Param(doc = "largest shift along either axis, pixels of the network's input", key = "shift", min = 0, max = 32,
            standard = "0")
        double shiftPixels,
    @Param(doc = "largest turn about the middle, degrees", key = "turn", min = 0, max = 45, standard = "0")
        double turnDegrees) {
  /// Images stay as they are.
  public static final Augmentation NONE = new Augmentation(0, 0);

  /// The image as training sees it.
  ///
  /// @param place of the image in the batch
  public Image of(Image image, long seed, int step, int place) {
    if (shiftPixels == 0 && turnDegrees == 0) {
      return image;
    }
    Draws draws = new Draws(seed, NoiseStream.AUGMENTATION, step, place);
    double right = draws.uniform(-shiftPixels, shiftPixels);
    double down = draws.uniform(-shiftPixels, shiftPixels);
    double angle = StrictMath.toRadians(draws.uniform(-turnDegrees, turnDegrees));
    return moved(image, right, down, angle);
  }

  /// The image turned about its middle, then shifted; between pixels linear, beyond the borders paper.
  static Image moved(Image image, double right, double down, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double middleX = (image.width() - 1) / 2.0;
    double middleY = (image.height() - 1) / 2.0;
    float[] ink = new float[image.ink().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        double dx = x - right - middleX;
        double dy = y - down - middleY;
        ink[y * image.width() + x] = (float) between(image, middleX + cos * dx + sin * dy, middleY - sin * dx + cos * dy);
      }
    }
    return new Image(image.width(), image.height(), ink);
  }

  private static double between(Image image, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double acrossShare = x - left;
    double downShare = y - top;
    return (1 - downShare) * ((1 - acrossShare) * at(image, left, top) + acrossShare * at(image, left + 1, top))
        + downShare * ((1 - acrossShare) * at(image, left, top + 1) + acrossShare * at(image, left + 1, top + 1));
  }

  private static double at(Image image, int x, int y) {
    return x < 0 || y < 0 || x >= image.width() || y >= image.height() ? 0 : image.at(x, y);
  }
}
