package io.matchline.search;

/// Blurred outer product of an image's gradient with itself, in the coordinates of a {@link Frame}.
record StructureTensor(Plane xx, Plane xy, Plane yy) {
  static StructureTensor of(Plane image, Frame frame, double sigma) {
    int width = image.width();
    int height = image.height();
    Plane xx = new Plane(width, height);
    Plane xy = new Plane(width, height);
    Plane yy = new Plane(width, height);
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        double gx = (image.at(x + 1, y) - image.at(x - 1, y)) / frame.perX();
        double gy = (image.at(x, y + 1) - image.at(x, y - 1)) / frame.perY();
        xx.value()[y * width + x] = gx * gx;
        xy.value()[y * width + x] = gx * gy;
        yy.value()[y * width + x] = gy * gy;
      }
    }
    return new StructureTensor(xx.blurred(sigma), xy.blurred(sigma), yy.blurred(sigma));
  }

  /// Difference of the eigenvalues over their sum, 0 … 1; 0 where the image is flat.
  double coherence(int x, int y) {
    double difference = xx.at(x, y) - yy.at(x, y);
    double cross = 2 * xy.at(x, y);
    double trace = xx.at(x, y) + yy.at(x, y);
    return trace > 0 ? StrictMath.sqrt(difference * difference + cross * cross) / trace : 0;
  }

  /// Direction of the strongest gradient, 0 … 1 for half a turn.
  double turns(int x, int y) {
    double angle = StrictMath.atan2(2 * xy.at(x, y), xx.at(x, y) - yy.at(x, y));
    return (angle < 0 ? angle + 2 * StrictMath.PI : angle) / (2 * StrictMath.PI);
  }
}
