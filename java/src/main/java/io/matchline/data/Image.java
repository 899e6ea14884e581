package io.matchline.data;

/// A grey image, row by row from the top left, 0 = paper … 1 = ink.
///
/// @param width pixels, 1 … {@value #MAX_SIDE}
/// @param height pixels, 1 … {@value #MAX_SIDE}
/// @param ink `[height · width]`
public record Image(int width, int height, float[] ink) {
  public static final int MAX_SIDE = 4096;

  public Image {
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "an image of %d × %d pixels is outside 1 … %d".formatted(width, height, MAX_SIDE));
    }
    if (ink.length != width * height) {
      throw new IllegalArgumentException(
          "%d ink values do not fill %d × %d pixels".formatted(ink.length, width, height));
    }
  }

  public float at(int x, int y) {
    return ink[y * width + x];
  }

  /// The image on another grid; every new pixel is the mean ink over the area it covers.
  public Image resized(int newWidth, int newHeight) {
    float[] result = new float[newWidth * newHeight];
    double[][] across = cover(width, newWidth);
    double[][] down = cover(height, newHeight);
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        result[y * newWidth + x] = (float) mean(across[x], down[y]);
      }
    }
    return new Image(newWidth, newHeight, result);
  }

  /// The image turned clockwise by `quarterTurns` · 90°.
  public Image rotated(int quarterTurns) {
    Image turned = this;
    for (int i = 0; i < Math.floorMod(quarterTurns, 4); i++) {
      turned = turned.quarterTurn();
    }
    return turned;
  }

  private Image quarterTurn() {
    float[] result = new float[ink.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result[x * height + height - 1 - y] = ink[y * width + x];
      }
    }
    return new Image(height, width, result);
  }

  private double mean(double[] across, double[] down) {
    double sum = 0;
    int firstX = (int) across[0];
    int firstY = (int) down[0];
    for (int j = 1; j < down.length; j++) {
      double line = 0;
      for (int i = 1; i < across.length; i++) {
        line += across[i] * at(firstX + i - 1, firstY + j - 1);
      }
      sum += down[j] * line;
    }
    return sum;
  }

  /// For each new pixel: the first old pixel it touches, then the share of it that each touched pixel has.
  private static double[][] cover(int from, int to) {
    double[][] shares = new double[to][];
    for (int i = 0; i < to; i++) {
      double begin = (double) i * from / to;
      double end = (double) (i + 1) * from / to;
      int first = (int) begin;
      int last = Math.min(from - 1, (int) StrictMath.ceil(end) - 1);
      shares[i] = new double[last - first + 2];
      shares[i][0] = first;
      for (int j = first; j <= last; j++) {
        double overlap = Math.min(end, j + 1) - Math.max(begin, j);
        shares[i][j - first + 1] = overlap * to / from;
      }
    }
    return shares;
  }
}
